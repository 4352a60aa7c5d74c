/**
 * From a record's bytes to an example, or the reason why there is none.
 *
 * <pre>
 * key, value, headers ─► {@link io.gradstream.input.InputDecoder} ─► {@link io.gradstream.input.Decoded} ─► {@link io.gradstream.input.InputReader} ─► {@link io.gradstream.input.IdentifiedExample}
 *                         frames                     payloads    fields
 * </pre>
 *
 * <p>Kafka Streams is not needed: the topology and {@code check} read records alike.
 */
@NullMarked
package io.gradstream.input;

import org.jspecify.annotations.NullMarked;
