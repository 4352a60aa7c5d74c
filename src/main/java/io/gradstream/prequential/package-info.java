/**
 * Prequential evaluation in a plain loop, without Kafka: test each row, then train on it.
 *
 * <pre>
 * data set ─► {@link io.gradstream.prequential.PrequentialPass} ─┬─► {@link io.gradstream.prequential.PrequentialRun}  each configuration
 *                                 └─► {@link io.gradstream.prequential.BaselineRun}     what labels alone predict
 * {@link io.gradstream.prequential.ComparedRun}: loss curve, and the difference to the first run
 * {@link io.gradstream.prequential.StreamQuality}, {@link io.gradstream.prequential.HardQuality}, {@link io.gradstream.prequential.Ablation}: the rows of {@code quality}'s tables
 * </pre>
 *
 * <p>The model takes the same step as in the topology, so the same stream gives the same weights.
 */
@NullMarked
package io.gradstream.prequential;

import org.jspecify.annotations.NullMarked;
