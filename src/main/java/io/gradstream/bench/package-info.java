/**
 * Measures what learning costs: topologies that take turns over the same records.
 *
 * <pre>
 * records ─► {@link io.gradstream.bench.ThroughputVariant}: pass-through, decode, learn, store, meters ─► {@link io.gradstream.bench.ThroughputResult}
 * </pre>
 */
@NullMarked
package io.gradstream.bench;

import org.jspecify.annotations.NullMarked;
