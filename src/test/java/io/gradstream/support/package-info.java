/**
 * What the tests of several packages share: seeded numbers and streams, an independent network in
 * double precision, and learned state as bytes.
 *
 * <p>For integration tests: the {@link io.gradstream.support.Program} in a JVM of its own, a {@link
 * io.gradstream.support.Cluster} to create topics in and write to, a {@link
 * io.gradstream.support.TopicReader}, and the {@link io.gradstream.support.PlainLoop} whose results
 * the topology's must equal.
 */
@NullMarked
package io.gradstream.support;

import org.jspecify.annotations.NullMarked;
