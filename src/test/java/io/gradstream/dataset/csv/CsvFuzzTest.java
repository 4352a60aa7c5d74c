package io.gradstream.dataset.csv;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.DatasetException;
import io.gradstream.dataset.RowReader;
import io.gradstream.dataset.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of noise: each is read, or refused by a message that names it. */
class CsvFuzzTest {
  private static final List<String> CELLS =
      List.of(
          "0.213",
          "1,5",
          "\"3,349.16\"",
          "1.234,5",
          "8e8813",
          "1e400",
          "inf",
          "-nan",
          "NA",
          "",
          "?",
          "'x'",
          "'x, y'",
          "\"a\"\"b\"",
          "\"open",
          "'tis",
          "01",
          "1",
          "1.0",
          "1e0",
          "true",
          "größer",
          "$5",
          "1'234",
          "\0",
          "\uFEFF",
          "\u2212",
          "label",
          "a b",
          "9007199254740993");

  private static final List<Task> TASKS = List.of(Task.values());

  @TempDir private Path directory;

  @Test
  @Timeout(60)
  void bytesOfAnyKindAreReadOrRefused() throws IOException {
    Random random = new Random(42);
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      byte[] bytes = noise(random);
      refused += isRefused(i % 4 == 0 ? gzip(bytes) : bytes, random) ? 1 : 0;
    }
    assertThat(refused).as("most, but not all, of 600 files").isBetween(300, 599);
  }

  @Test
  @Timeout(60)
  void tablesOfAnyKindAreReadOrRefused() throws IOException {
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      refused += isRefused(table(random), random) ? 1 : 0;
    }
    assertThat(refused).as("some, but not all, of 600 files").isBetween(60, 540);
  }

  private boolean isRefused(byte[] bytes, Random random) throws IOException {
    Path file = Files.write(directory.resolve("rows.csv"), bytes);
    Task task = TASKS.get(random.nextInt(TASKS.size()));
    try {
      CsvLayout layout = CsvLayout.of(file, "label", Set.of());
      Map<String, ColumnKind> demanded =
          random.nextBoolean()
              ? Map.of()
              : Map.of("a", ColumnKind.NUMBER, "label", ColumnKind.TEXT);
      CsvDataset dataset = CsvDataset.open(layout, task, demanded);
      assertThat(dataset.remarks()).doesNotContain("");
      try (RowReader reader = dataset.open()) {
        reader.skip(Long.MAX_VALUE);
      }
      return false;
    } catch (DatasetException | UncheckedIOException e) {
      assertThat(e).hasMessageContaining(file.toString()).hasMessageNotContaining("\n");
      return true;
    }
  }

  /** Noise from some byte on: after a magic number, a mark, a header or rows, or at once. */
  private static byte[] noise(Random random) {
    byte[] likely = "a,,\"\"''\n\r\t;| 0123456789.-+e\u00e9\uFEFF\0".getBytes(UTF_8);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    switch (random.nextInt(7)) {
      case 0 -> file.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8});
      case 1 -> file.writeBytes("a,label\n".getBytes(UTF_8));
      case 2 -> file.writeBytes("a;label\n1;2\n3;".getBytes(UTF_8));
      case 3 -> file.writeBytes("\uFEFFa,label\n1,2\n".getBytes(UTF_16LE));
      case 4 -> file.writeBytes("a,label\n1,2\n1,2\n".getBytes(UTF_16BE));
      case 5 -> file.writeBytes("sep=;\na;label\n1;2\n".getBytes(UTF_8));
      default -> {}
    }
    boolean wild = random.nextBoolean();
    int length = random.nextInt(30);
    for (int i = 0; i < length; i++) {
      file.write(wild ? random.nextInt(256) : likely[random.nextInt(likely.length)]);
    }
    return file.toByteArray();
  }

  /** Rows of odd cells below an orderly header. */
  private static byte[] table(Random random) {
    String separator = List.of(",", ";", "\t", "|").get(random.nextInt(4));
    int odd = random.nextInt(CELLS.size());
    String rows =
        IntStream.range(0, 2 + random.nextInt(20))
            .mapToObj(
                row ->
                    IntStream.range(0, 3)
                        .mapToObj(
                            column ->
                                random.nextInt(4) > 0
                                    ? row + column + ".5"
                                    : CELLS.get((odd + random.nextInt(3)) % CELLS.size()))
                        .collect(Collectors.joining(separator)))
            .collect(Collectors.joining("\n"));
    Charset charset = List.of(UTF_8, UTF_8, UTF_16LE).get(random.nextInt(3));
    return (String.join(separator, "a", "b", "label") + "\n" + rows).getBytes(charset);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }
}
