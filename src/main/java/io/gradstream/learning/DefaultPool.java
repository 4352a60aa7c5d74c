package io.gradstream.learning;

import io.gradstream.optimizer.LearningRate;
import io.gradstream.optimizer.LearningRate.Constant;
import io.gradstream.optimizer.LearningRate.InverseRoot;
import java.util.List;

/**
 * The members that are taken when nothing is said. Decision 11 gives the reasons.
 *
 * <p>Constant rates follow a stream that drifts, falling ones settle on one that does not; each
 * shape has both, half a decade or a decade apart. Whether features are expanded, and whether the
 * label before is seen, alternates, so that members err differently.
 */
public final class DefaultPool {
  /** Features that are expanded at most: an expanded one costs as much as eight. */
  public static final int MOST_EXPANDED = 64;

  private DefaultPool() {}

  /** The members. */
  public static List<MemberSpec> members() {
    return List.of(
        member(List.of(), new Constant(0.003), true, false),
        member(List.of(), new Constant(0.01), false, false),
        member(List.of(), new Constant(0.1), true, true),
        member(List.of(), new InverseRoot(0.3), false, false),
        member(List.of(64), new Constant(0.01), false, true),
        member(List.of(64), new Constant(0.03), true, true),
        member(List.of(64), new Constant(0.1), false, false),
        member(List.of(64), new InverseRoot(1), false, false),
        member(List.of(64, 64), new Constant(0.01), true, true),
        member(List.of(64, 64), new Constant(0.03), false, false),
        member(List.of(64, 64), new InverseRoot(0.3), true, false),
        member(List.of(64, 64), new InverseRoot(1), false, false),
        member(List.of(128), new InverseRoot(0.3), false, false));
  }

  private static MemberSpec member(
      List<Integer> hidden, LearningRate rate, boolean expanded, boolean followsLabels) {
    return new MemberSpec(hidden, rate, expanded, followsLabels);
  }
}
