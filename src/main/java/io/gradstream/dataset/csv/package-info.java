/**
 * CSV files of any dialect as streams of rows.
 *
 * <pre>
 * file ─► encoding, separator, header ({@link io.gradstream.dataset.csv.CsvLayout}) ─► kinds of columns (ColumnScan) ─► rows (CsvRowReader)
 * </pre>
 *
 * <p>What a file means is decided by a first pass over it, and said. A cell that does not fit later
 * is an error that names line and column. Entry type: {@link io.gradstream.dataset.csv.CsvDataset}.
 */
@NullMarked
package io.gradstream.dataset.csv;

import org.jspecify.annotations.NullMarked;
