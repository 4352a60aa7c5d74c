/**
 * What numbers become before anything is learned from them: views of a feature, and of a real
 * label, that depend neither on its unit nor on what a few values are.
 *
 * <pre>
 * value ─► missing, or a sentinel? ─► an indicator
 *   ├─► standardised by mean and variance ──┐
 *   ├─► running rank ─► normal score ───────┼► both views, and how far they agree
 *   └─► line through the last values ───────┴► the deviation from it, of a feature that grows
 * </pre>
 *
 * <p>Everything is deterministic, takes a bounded memory, {@value
 * io.gradstream.scale.FeatureScale#BYTES_PER_FEATURE} bytes for each feature, and is right from the
 * second value on. Entry types: {@link io.gradstream.scale.FeatureScale} and {@link
 * io.gradstream.scale.LabelScale}.
 */
@NullMarked
package io.gradstream.scale;

import org.jspecify.annotations.NullMarked;
