/**
 * Prequential evaluation: each example is scored by the model that has not learned it yet.
 *
 * <pre>
 * prediction, label, loss ─► row of the window ─┬─► whole sums ──┐
 *                    (with the baselines' misses) ├─► faded sums ──┼─► snapshot
 *                                                 ├─► last W rows ─┤
 *                                            loss └─► drift detector ─► drift
 * </pre>
 *
 * <p>Over the whole stream early mistakes weigh for ever; a fading factor or a window forgets them
 * (Gama, Sebastião and Rodrigues, "On evaluating stream learning algorithms", Machine Learning 90,
 * 2013). A score says little alone, so two baselines without features are scored beside the model:
 * what was most frequent, or the mean, so far; and the last label again.
 *
 * <p>Examples count once each: importance weights say what to learn from, not what was predicted.
 * Per class there are a few sums, and no pairs of classes: ten thousand classes are as welcome.
 *
 * <p>To compare models there are, beside evaluations and not stored: {@link
 * io.gradstream.evaluation.PairedDifference}, {@link io.gradstream.evaluation.LossCurve} and {@link
 * io.gradstream.evaluation.Baseline}.
 *
 * <p>All that is summed is in {@link io.gradstream.evaluation.Evaluation#state}; whoever stores and
 * restores that goes on with the same scores, to the bit. Entry type: {@link
 * io.gradstream.evaluation.Evaluation}.
 */
@NullMarked
package io.gradstream.evaluation;

import org.jspecify.annotations.NullMarked;
