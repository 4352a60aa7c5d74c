package io.gradstream.metrics;

import io.gradstream.evaluation.EvaluationSnapshot;
import io.gradstream.learning.MemberShare;
import java.util.List;

/**
 * What one model shows at a scrape.
 *
 * @param examples the number it has learned
 * @param refused the records that the model would not learn from, since the process started
 * @param rejected the records that made no example, tombstones not counted, since the process
 *     started
 * @param tombstones the records without a value, since the process started
 * @param classes the names of its classes, in their order; none of a model of values
 * @param memberShares the weights of a pool's members; none of one network
 */
public record Reading(
    int partition,
    long examples,
    long refused,
    long rejected,
    long tombstones,
    EvaluationSnapshot evaluation,
    List<String> classes,
    List<MemberShare> memberShares) {
  /** The partition as a label's value. */
  String label() {
    return Integer.toString(partition);
  }
}
