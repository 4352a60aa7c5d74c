/**
 * Line charts.
 *
 * <pre>
 * {@link io.gradstream.plot.Chart} ─► layout: axes, ticks, legend ─► canvas ─► {@link io.gradstream.plot.ChartFile}, SVG or PNG
 * </pre>
 *
 * <p>The layout knows no format: it draws lines, triangles and texts on a canvas of 960 by 480, and
 * there is a canvas for each format.
 */
@NullMarked
package io.gradstream.plot;

import org.jspecify.annotations.NullMarked;
