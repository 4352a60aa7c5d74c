/**
 * A real Kafka broker without a container: one KRaft node, broker and controller in one, on
 * loopback.
 *
 * <pre>
 *   BrokerSettings ─► EmbeddedBroker.inProcess    ─► Broker   (tests: this JVM)
 *                  └► EmbeddedBroker.childProcess ─► Broker   (demo: a JVM that ends with ours)
 * </pre>
 *
 * <p>The rule: nothing here knows what the broker is for. Entry type: {@link
 * io.gradstream.embedded.EmbeddedBroker}.
 */
@NullMarked
package io.gradstream.embedded;

import org.jspecify.annotations.NullMarked;
