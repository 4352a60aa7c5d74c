/**
 * The mapping from a record's fields to an example.
 *
 * <pre>
 * Avro, JSON, tree, columns ─► {@link io.gradstream.feature.RecordReader} ─► {@link io.gradstream.record.RawRow} ─► {@link io.gradstream.feature.ExampleExtractor} ─► example
 *                                        paths                    slots              encoders
 * </pre>
 *
 * <p>A {@link io.gradstream.feature.Mapping} names paths and kinds. A reader puts the values of the
 * paths into the slots of a row. From there on the format no longer matters: equal contents give
 * equal examples, to the bit. What does not fit is refused with an {@link
 * io.gradstream.record.UnfitException} that names the field and leaves no trace.
 */
@NullMarked
package io.gradstream.feature;

import org.jspecify.annotations.NullMarked;
