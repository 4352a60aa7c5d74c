package io.gradstream.dataset;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a CSV file, plain or gzip: a header, then records of as many cells. */
final class CsvRecords implements AutoCloseable {
  private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b};
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final Path file;
  private final CloseableIterator<CsvRecord> records;
  private final List<String> header;
  private long line;

  CsvRecords(Path file) {
    this.file = file;
    this.records = iterator(file);
    try {
      this.header = readHeader();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The column names: distinct, none blank. */
  List<String> header() {
    return header;
  }

  /** The next record, as wide as the header, or null after the last. */
  @Nullable CsvRecord next() {
    CsvRecord cells = read();
    if (cells != null && cells.getFieldCount() != header.size()) {
      throw error(
          "%d cells, want %d as in the header".formatted(cells.getFieldCount(), header.size()));
    }
    return cells;
  }

  /** What is wrong with the record read last. */
  DatasetException error(String problem) {
    return new DatasetException("%s, line %d: %s".formatted(file, line, problem));
  }

  /** What is wrong with a cell of the record read last. */
  DatasetException error(int column, String cell, String wanted) {
    return error(
        "column %s has %s, want %s"
            .formatted(Names.quoted(header.get(column)), Names.quoted(cell), wanted));
  }

  @Override
  public void close() {
    try {
      records.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private @Nullable CsvRecord read() {
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
      if (cause instanceof CharacterCodingException) {
        throw notUtf8();
      }
      throw unreadable(file, cause);
    }
  }

  /** The decoder reads far ahead, so the place is looked for anew. */
  private DatasetException notUtf8() {
    try (InputStream bytes = open(file)) {
      MalformedText found = MalformedText.in(bytes);
      return new DatasetException(
          ("%s, line %d: byte 0x%02x is not UTF-8, want the file converted, as by"
                  + " iconv -f LATIN1 -t UTF-8")
              .formatted(file, found.line(), found.value()));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private List<String> readHeader() {
    CsvRecord cells = read();
    if (cells == null) {
      throw new DatasetException(file + ": the file is empty, want a header and rows");
    }
    List<String> names = new ArrayList<>(cells.getFieldCount());
    Map<String, Integer> columns = new HashMap<>();
    for (String cell : cells.getFields()) {
      String name = cell.strip();
      int column = names.size() + 1;
      Integer earlier = columns.putIfAbsent(name, column);
      if (name.isEmpty()) {
        throw error("column %d has no name".formatted(column));
      }
      if (earlier != null) {
        throw error(
            "columns %d and %d have the same name %s"
                .formatted(earlier, column, Names.quoted(name)));
      }
      names.add(name);
    }
    return List.copyOf(names);
  }

  private DatasetException notCsv(CsvParseException e) {
    Throwable reason = e.getCause() == null ? e : e.getCause();
    return new DatasetException("%s, after line %d: %s".formatted(file, line, reason.getMessage()));
  }

  private static CloseableIterator<CsvRecord> iterator(Path file) {
    InputStream text = open(file);
    return CsvReader.builder()
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
            // A decoder of its own refuses malformed text; by charset alone it would be replaced.
            new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder()))
        .iterator();
  }

  private static InputStream open(Path file) {
    try {
      InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
      try {
        if (startsWith(bytes, GZIP_MAGIC)) {
          bytes = new BufferedInputStream(new GZIPInputStream(bytes));
        }
        if (startsWith(bytes, BYTE_ORDER_MARK)) {
          bytes.skipNBytes(BYTE_ORDER_MARK.length);
        }
        return bytes;
      } catch (IOException e) {
        bytes.close();
        throw e;
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static boolean startsWith(InputStream bytes, byte[] magic) throws IOException {
    bytes.mark(magic.length);
    byte[] start = bytes.readNBytes(magic.length);
    bytes.reset();
    return Arrays.equals(start, magic);
  }

  private static UncheckedIOException unreadable(Path file, IOException e) {
    return new UncheckedIOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
  }
}
