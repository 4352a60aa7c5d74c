/**
 * Topic bytes to payloads and back.
 *
 * <pre>
 *                            {@link io.gradstream.serde.registry.SchemaRegistry}
 *                                   ▲
 * bytes ─► {@link io.gradstream.serde.PayloadDecoder} ─► {@link io.gradstream.serde.Payload}
 * fields ─► {@link io.gradstream.serde.RecordEncoder}, {@link io.gradstream.serde.RecordWriter} ─► bytes
 * </pre>
 *
 * <p>{@link io.gradstream.serde.Formats} makes them; {@link io.gradstream.serde.Format} lists what
 * there is. A decoder takes off the frame and finds the writer's schema; it reads no field. Bytes
 * that are not of the format are refused with an {@link
 * io.gradstream.serde.registry.UndecodableException} that says why.
 *
 * <p>A registry that does not answer delays, and then fails the task with a {@link
 * io.gradstream.serde.registry.RegistryException}: nothing is refused for its sake. But no answer
 * to a question about one schema is taken for one about the registry. It is asked for others then,
 * and if it answers one of them, the records of this one schema are refused with what it said
 * (decision 15).
 */
@NullMarked
package io.gradstream.serde;

import org.jspecify.annotations.NullMarked;
