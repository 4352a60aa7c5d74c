/**
 * Streams of labelled rows to learn from.
 *
 * <pre>
 *   CSV file  ─► CsvDataset ─┐
 *                            ├─► transforms ─► Dataset.open() ─► RowReader.next() ─► Row (numbers, texts, label)
 *   seed ─► SeaConcepts, … ──┘
 * </pre>
 *
 * The rule: a stream is a value. Every {@code open()} starts at the first row and gives the same
 * rows, to the bit. What cannot be read is an error that names the place; nothing is left out but
 * what {@link io.gradstream.dataset.csv.CsvDataset} names.
 *
 * <p>Start with {@link io.gradstream.dataset.Dataset}; {@link io.gradstream.dataset.csv.CsvDataset}
 * reads a file, {@link io.gradstream.dataset.generator.Generators} names the endless streams,
 * {@link io.gradstream.dataset.transform.Transforms} what can be applied to either.
 */
@NullMarked
package io.gradstream.dataset;

import org.jspecify.annotations.NullMarked;
