/**
 * Topic bytes to records and back.
 *
 * <pre>
 * bytes ─► {@link io.gradstream.serde.SingleObjectDecoder} ─► Avro record
 * prediction, loss ─► {@link io.gradstream.serde.PredictionEncoder}, {@link io.gradstream.serde.LossEncoder} ─► bytes
 * </pre>
 *
 * <p>The format is Avro's single-object encoding, which needs no registry: two marker bytes, the
 * fingerprint of the schema, the record in binary. Bytes that are not that are refused with an
 * {@link io.gradstream.serde.UndecodableException} that says why.
 */
@NullMarked
package io.gradstream.serde;

import org.jspecify.annotations.NullMarked;
