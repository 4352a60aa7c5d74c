package io.gradstream.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every Java file is as google-java-format writes it; {@code -Dformat.fix=true} rewrites it. */
class FormatTest {
  @Test
  void everyFileIsFormatted() throws Exception {
    List<Path> unformatted = new ArrayList<>();
    for (SourceFile file : SourceFile.all()) {
      String formatted = new Formatter().formatSourceAndFixImports(file.text());
      if (formatted.equals(file.text())) {
        continue;
      }
      if (Boolean.getBoolean("format.fix")) {
        Files.writeString(file.path(), formatted);
      } else {
        unformatted.add(file.path());
      }
    }
    assertThat(unformatted)
        .as("unformatted files; to format: mvn -q test -Dtest=FormatTest -Dformat.fix=true")
        .isEmpty();
  }
}
