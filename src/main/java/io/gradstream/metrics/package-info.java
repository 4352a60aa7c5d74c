/**
 * Meters bound to what learning and evaluation publish.
 *
 * <p>A {@link io.gradstream.metrics.LearningMeters} is asked at each scrape and reads snapshots
 * then; nothing is done for it in between.
 */
@NullMarked
package io.gradstream.metrics;

import org.jspecify.annotations.NullMarked;
