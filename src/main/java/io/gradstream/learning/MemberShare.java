package io.gradstream.learning;

/**
 * How much one of several learners is followed.
 *
 * @param member which, as in {@link MemberSpec#toString}
 * @param share of how much all of them weigh in what is predicted; of all of them 1
 */
public record MemberShare(String member, double share) {}
