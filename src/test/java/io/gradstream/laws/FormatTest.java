package io.gradstream.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
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
      String formatted = formatted(file.text());
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

  @Test
  void formatsAndDropsUnusedImports() throws FormatterException {
    assertThat(formatted("import java.util.List;\nclass A{int  b;}"))
        .isEqualTo("class A {\n  int b;\n}\n");
  }

  private static String formatted(String text) throws FormatterException {
    return new Formatter().formatSourceAndFixImports(text);
  }
}
