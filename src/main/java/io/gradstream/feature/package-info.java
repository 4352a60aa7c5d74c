/**
 * The mapping from a record's fields to an example.
 *
 * <pre>
 * Avro, JSON, tree, columns ─► {@link io.gradstream.feature.RecordReader} ─► {@link io.gradstream.feature.RawRow} ─► {@link io.gradstream.feature.ExampleExtractor} ─► example
 *                                        paths                    slots              encoders
 * </pre>
 *
 * <p>A {@link io.gradstream.feature.Mapping} names paths and kinds. A reader walks a record and the
 * paths side by side and puts what is wanted into the slots of a row, without building the record.
 * From there on the format no longer matters: equal contents give equal examples, to the bit. What
 * does not fit is refused with an {@link io.gradstream.feature.UnfitException} that names the field
 * and leaves no trace.
 */
@NullMarked
package io.gradstream.feature;

import org.jspecify.annotations.NullMarked;
