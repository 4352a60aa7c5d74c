/**
 * Transforms of a stream that make it harder: other rows of the same data set.
 *
 * <pre>
 * data set ─► {@link io.gradstream.dataset.transform.Transforms} {@code name=value,…} ─► data set
 * </pre>
 *
 * <p>A transform is seeded, so each {@code open()} gives the same rows.
 */
@NullMarked
package io.gradstream.dataset.transform;

import org.jspecify.annotations.NullMarked;
