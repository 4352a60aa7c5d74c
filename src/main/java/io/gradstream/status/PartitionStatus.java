package io.gradstream.status;

import io.gradstream.evaluation.Confusion;
import io.gradstream.evaluation.EvaluationSnapshot;
import io.gradstream.learning.MemberShare;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the model of one partition does.
 *
 * @param open whether this process still works on the partition
 * @param nextOffset the offset of the next record to look at, -1 before the first
 * @param examples the number of examples learned: the model's version
 * @param restored whether the model was read from its store when the partition was opened
 * @param weightsCrc32c CRC-32C of the weights as little-endian floats; taken when the partition is
 *     closed, 0 before
 * @param classes the names of the classes known so far, in order; empty for values
 * @param memberShares the weights of a pool's members; empty for one network
 * @param doubts what is suspicious of inputs
 * @param confusion of the last examples; null for values
 */
public record PartitionStatus(
    int partition,
    boolean open,
    long nextOffset,
    long examples,
    boolean restored,
    int weightsCrc32c,
    EvaluationSnapshot evaluation,
    List<String> classes,
    List<MemberShare> memberShares,
    List<String> doubts,
    @Nullable Confusion confusion) {

  /** The {@code share} and the {@code loss} of each member of a pool, by its name. */
  public Map<String, Map<String, Double>> members() {
    return MemberShare.byMember(memberShares);
  }
}
