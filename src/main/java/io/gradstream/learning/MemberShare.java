package io.gradstream.learning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much one of several learners is followed, and how well it does.
 *
 * @param member which, as in {@link MemberSpec#toString}
 * @param share of how much all of them weigh in what is predicted; of all of them 1
 * @param loss the faded mean of its own loss, of real labels that of the standardised ones; NaN
 *     before the first example
 */
public record MemberShare(String member, double share, double loss) {

  /** Shares by their members, in order; those of members that are alike are added. */
  public static Map<String, Double> byMember(List<MemberShare> all) {
    Map<String, Double> shares = new LinkedHashMap<>();
    all.forEach(one -> shares.merge(one.member, one.share, Double::sum));
    return shares;
  }
}
