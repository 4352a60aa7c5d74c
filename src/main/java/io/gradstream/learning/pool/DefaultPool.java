package io.gradstream.learning.pool;

import static io.gradstream.learning.pool.InputOption.EXPANDED;
import static io.gradstream.learning.pool.InputOption.LAST_LABEL;
import static io.gradstream.learning.pool.InputOption.SCREENED;
import static io.gradstream.learning.pool.InputOption.UNIFORM_RANKS;

import io.gradstream.optimizer.LearningRate;
import io.gradstream.optimizer.LearningRate.Constant;
import io.gradstream.optimizer.LearningRate.InverseRoot;
import java.util.List;
import java.util.Set;

/**
 * The members that are taken when nothing is said. Decision 11 gives the reasons.
 *
 * <p>Constant rates follow a stream that drifts, falling ones settle on one that does not; each
 * shape has both, half a decade or a decade apart. Whether features are expanded, and whether the
 * label before is seen, alternates, so that members err differently. Of one hidden layer, and of
 * two, one that follows and one that settles are kept from what tells nothing by itself.
 */
public final class DefaultPool {
  /** Features that are expanded at most: an expanded one costs as much as eight. */
  public static final int MOST_EXPANDED = 64;

  private DefaultPool() {}

  /** The members. */
  public static List<MemberSpec> members() {
    return List.of(
        member(List.of(), new Constant(0.003), EXPANDED),
        member(List.of(), new Constant(0.01)),
        member(List.of(), new Constant(0.1), EXPANDED, LAST_LABEL),
        member(List.of(), new InverseRoot(0.3)),
        member(List.of(64), new Constant(0.01), LAST_LABEL),
        member(List.of(64), new Constant(0.03), EXPANDED, LAST_LABEL, SCREENED),
        member(List.of(64), new Constant(0.1)),
        member(List.of(64), new InverseRoot(1), SCREENED, UNIFORM_RANKS),
        member(List.of(64, 64), new Constant(0.01), EXPANDED, LAST_LABEL, SCREENED),
        member(List.of(64, 64), new Constant(0.03), UNIFORM_RANKS),
        member(List.of(64, 64), new InverseRoot(0.3), EXPANDED, SCREENED),
        member(List.of(64, 64), new InverseRoot(1)),
        member(List.of(128), new InverseRoot(0.3), UNIFORM_RANKS));
  }

  private static MemberSpec member(
      List<Integer> hidden, LearningRate rate, InputOption... options) {
    return new MemberSpec(hidden, rate, Set.of(options));
  }
}
