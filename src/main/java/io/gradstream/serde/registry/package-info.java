/**
 * A client of a schema registry, with retries inside a task.
 *
 * <pre>
 * schema id, subject ─► {@link io.gradstream.serde.registry.SchemaRegistry} ─► cache ─► RegistryTransport: hosts, retries ─► RegistryHttp
 * </pre>
 *
 * <p>A registry that does not answer delays a task; a schema that it refuses is remembered for a
 * while, so that one bad record does not ask for it again and again.
 */
@NullMarked
package io.gradstream.serde.registry;

import org.jspecify.annotations.NullMarked;
