package io.gradstream.topology;

import io.gradstream.model.Model;
import io.gradstream.state.FlushStatistics;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The model of a partition while it is open. Only the partition's stream thread may read it.
 *
 * @param topic the input
 * @param restored whether the model was read from its store
 * @param nextOffset the offset of the next record, -1 before the first
 * @param flushes what the store has written; any thread may ask while the partition is open
 */
public record OpenModel(
    String topic,
    int partition,
    Model model,
    boolean restored,
    LongSupplier nextOffset,
    Supplier<FlushStatistics> flushes) {}
