package io.gradstream.metrics;

import io.gradstream.evaluation.EvaluationSnapshot;
import io.gradstream.learning.MemberShare;
import java.util.List;

/**
 * What one model shows at a scrape.
 *
 * @param examples the number it has learned
 * @param followed how much each member of a pool is followed
 */
public record Reading(
    int partition, long examples, EvaluationSnapshot evaluation, List<MemberShare> followed) {}
