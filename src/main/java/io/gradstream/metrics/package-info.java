/**
 * Meters bound to what learning and evaluation publish.
 *
 * <pre>
 * stream threads ─► PartitionMeters: counts, losses, times of one record in 64 ─┐
 * snapshots of the models, Kafka's own numbers ─► Sources ──────────────────────┴─► LearningMeters ─► scrape
 * </pre>
 *
 * <p>What can be read from a snapshot is asked for at each scrape, and nothing is done for it in
 * between. What happens between scrapes is written to a {@link
 * io.gradstream.metrics.PartitionMeters} by the stream thread that does it. Entry type: {@link
 * io.gradstream.metrics.LearningMeters}.
 */
@NullMarked
package io.gradstream.metrics;

import org.jspecify.annotations.NullMarked;
