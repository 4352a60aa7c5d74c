/**
 * Reads the fields that paths name from a record, without building the record.
 *
 * <pre>
 * paths ─► {@link io.gradstream.record.Paths}, a tree of the wanted fields, for every reader
 * Avro  ─► {@link io.gradstream.record.AvroRecordReader} ─┐
 * JSON  ─► {@link io.gradstream.record.JsonRecordReader} ─┼─► slots of a {@link io.gradstream.record.RawRow}
 * tree  ─► {@link io.gradstream.record.TreeRecordReader} ─┘
 * </pre>
 *
 * <p>A reader walks a record and the tree of paths side by side. Equal contents fill the same slots
 * in every format. A record that does not fit is an {@link io.gradstream.record.UnfitException}
 * that names the field.
 */
@NullMarked
package io.gradstream.record;

import org.jspecify.annotations.NullMarked;
