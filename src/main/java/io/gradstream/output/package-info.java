/**
 * What is written of each step, in the schemas that are shipped.
 *
 * <pre>
 * prediction ─► {@link io.gradstream.output.PredictionEncoder}   loss  ─► {@link io.gradstream.output.LossEncoder}
 * evaluation ─► {@link io.gradstream.output.EvaluationEncoder}   drift ─► {@link io.gradstream.output.DriftEncoder}
 * </pre>
 *
 * <p>Each record has the {@link io.gradstream.output.Coordinates} of its example and names the
 * model's version.
 */
@NullMarked
package io.gradstream.output;

import org.jspecify.annotations.NullMarked;
