/**
 * A client of a schema registry, with retries inside a task.
 *
 * <pre>
 * schema id, subject ─► {@link io.gradstream.serde.registry.SchemaRegistry} ─► cache ─► RegistryTransport: hosts, retries ─► RegistryHttp
 * </pre>
 *
 * <p>A registry that does not answer delays a task; a schema that it refuses is remembered for a
 * while, so that one bad record does not ask for it again and again. {@link
 * io.gradstream.serde.registry.UndecodableException} is what every decoder says of bytes that are
 * not of its format; it is here because this package is the lowest that throws it.
 */
@NullMarked
package io.gradstream.serde.registry;

import org.jspecify.annotations.NullMarked;
