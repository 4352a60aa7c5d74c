/**
 * Kafka's clients: their settings, and how to reach a broker that may be away.
 *
 * <pre>
 * configuration's kafka: ─► {@link io.gradstream.client.StreamsSettings} ─► Kafka Streams, a reader, an admin client
 *                           {@link io.gradstream.client.ClientSettings}  checks every key before anything starts
 * broker ─► {@link io.gradstream.client.BrokerContact} ─► answers, or not yet ─► {@link io.gradstream.client.OutageLog}
 * </pre>
 *
 * <p>A setting that Kafka refuses is a {@link io.gradstream.config.ConfigurationException} that
 * names its key.
 */
@NullMarked
package io.gradstream.client;

import org.jspecify.annotations.NullMarked;
