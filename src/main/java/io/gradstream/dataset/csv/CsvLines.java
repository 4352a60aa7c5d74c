package io.gradstream.dataset.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lines of a CSV file, each as many cells as it has. Empty lines are none. */
final class CsvLines implements AutoCloseable {
  private final Path file;
  private final CsvFormat format;
  private final CloseableIterator<CsvRecord> records;
  private long line;

  CsvLines(Path file, CsvFormat format) {
    this.file = file;
    this.format = format;
    this.records = iterator(file, format);
    try {
      if (format.separatorLine()) {
        next();
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The next line, or null after the last. */
  @Nullable CsvRecord next() {
    try {
      if (!records.hasNext()) {
        return null;
      }
      CsvRecord cells = records.next();
      line = cells.getStartingLineNumber();
      return cells;
    } catch (CsvParseException e) {
      throw notCsv(e);
    } catch (UncheckedIOException e) {
      IOException cause = Objects.requireNonNull(e.getCause());
      throw cause instanceof CharacterCodingException
          ? malformed()
          : CsvBytes.unreadable(file, cause);
    }
  }

  /** Where the line read last begins. */
  long line() {
    return line;
  }

  /** What is wrong with the line read last. */
  DatasetException error(String problem) {
    return error(line, problem);
  }

  /** What is wrong with a line. */
  DatasetException error(long where, String problem) {
    return new DatasetException("%s, line %d: %s".formatted(file, where, problem));
  }

  @Override
  public void close() {
    try {
      records.close();
    } catch (IOException e) {
      throw CsvBytes.unreadable(file, e);
    }
  }

  /** The decoder reads far ahead, so the place is looked for again. */
  private DatasetException malformed() {
    try (InputStream bytes = CsvBytes.open(file)) {
      bytes.skipNBytes(format.encoding().markBytes());
      MalformedText found = MalformedText.in(bytes, format.encoding().charset());
      return error(found.line(), found.message(format.encoding().charset()));
    } catch (IOException e) {
      throw CsvBytes.unreadable(file, e);
    }
  }

  private DatasetException notCsv(CsvParseException e) {
    Throwable reason = e.getCause() == null ? e : e.getCause();
    return new DatasetException(
        "%s, after line %d: cannot be read as cells separated by %s and quoted by %s: %s"
            .formatted(
                file,
                line,
                CsvFormat.shown(format.separator()),
                format.quote(),
                reason.getMessage()));
  }

  private static CloseableIterator<CsvRecord> iterator(Path file, CsvFormat format) {
    InputStream bytes = CsvBytes.open(file);
    try {
      return CsvReader.builder()
          .fieldSeparator(format.separator())
          .quoteCharacter(format.quote())
          .trimWhitespacesAroundQuotes(true)
          .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
          .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
          .allowUnclosedQuote(false)
          // Room for the longest cell and what is read ahead, so that the limits below decide.
          .maxBufferSize(2 * CsvDataset.MAX_ROW_CHARS)
          .build(
              CsvRecordHandler.of(
                  limits ->
                      limits
                          .maxFields(Columns.MAX_COLUMNS)
                          .maxFieldSize(CsvDataset.MAX_ROW_CHARS)
                          .maxRecordSize(CsvDataset.MAX_ROW_CHARS)),
              format.encoding().reader(bytes))
          .iterator();
    } catch (IOException e) {
      throw CsvBytes.unreadable(file, e);
    }
  }
}
