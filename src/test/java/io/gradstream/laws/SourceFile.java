package io.gradstream.laws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A file of text: its path from the project's root, and its text. */
record SourceFile(Path path, String text) {
  /** Every Java file under {@code src}. */
  static List<SourceFile> all() throws IOException {
    List<SourceFile> all = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(Path.of("src"))) {
      for (Path path : paths.filter(p -> p.toString().endsWith(".java")).sorted().toList()) {
        all.add(new SourceFile(path, Files.readString(path)));
      }
    }
    return all;
  }
}
