/**
 * Drift detectors: each watches the losses of one model and says when their mean has changed.
 *
 * <pre>
 * loss ─► {@link io.gradstream.evaluation.drift.DriftDetector}: ADWIN, KSWIN, DDM, Page-Hinkley ─► {@link io.gradstream.evaluation.drift.DriftLevel}
 *                         {@link io.gradstream.evaluation.drift.DriftMonitor} ─► {@link io.gradstream.evaluation.drift.Drift}
 * </pre>
 */
@NullMarked
package io.gradstream.evaluation.drift;

import org.jspecify.annotations.NullMarked;
