package io.gradstream.learning;

/**
 * How much one of several learners is followed.
 *
 * @param member which, as in {@link MemberSpec#toString}
 * @param share of all of them about 1; below 0 where what it predicts is held against it
 */
public record MemberShare(String member, double share) {}
