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

  /** For reports: {@code share} and {@code loss} of each, by its name and in order. */
  public static Map<String, Map<String, Double>> byMember(List<MemberShare> all) {
    Map<String, Map<String, Double>> members = new LinkedHashMap<>();
    for (MemberShare one : all) {
      Map<String, Double> numbers = new LinkedHashMap<>();
      numbers.put("share", one.share);
      numbers.put("loss", one.loss);
      members.put(one.member, numbers);
    }
    return members;
  }
}
