package io.gradstream.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the compiler and the formatter let pass, and a reader should not meet. */
class TreeTest {
  private static final int MAX_LINES = 400;

  /** In a package: what is more than one idea does not fit. */
  private static final int MAX_FILES = 25;

  /** Annotations, their arguments at most one parenthesis deep. */
  private static final String ANNOTATIONS =
      "(?:@[\\w.]+(?:\\((?:[^()]++|\\([^()]*+\\))*+\\))?\\s*)*";

  /** Words that a reader stumbles over; decisions stay as they were written. */
  static final Law PLAIN_WORDS =
      new Law(
          "words are plain",
          "(?i)\\b(ane[w]|coa[t](s|ed)?|for wan[t] of|in good orde[r]|men[d](s|ed)?|of"
              + " lat[e]|who[m]|so man[y])\\b",
          path -> !path.startsWith("docs/decisions"),
          "// begins " + "an" + "ew");

  /** The laws; their examples are spelled in two parts, or this file would break them. */
  static Stream<Law> laws() {
    return Stream.of(
        new Law(
            "types are named in the field's words",
            "\\b(class|interface|enum|record) \\w*"
                + "(Sample|Instance|Chunk|Agent|Engine|Manager|Helper|Util)s?(?![a-z])",
            path -> true,
            "final class " + "StoreManagers2 {}"),
        new Law(
            "every public type says what it is",
            "(?<=[;{}])\\s*" + ANNOTATIONS + "public [a-z -]*(class|interface|enum|record) \\w+",
            path -> path.startsWith("src/main"),
            "import b.C;\n\n@D({\"e\", f()})\npublic final class G {}"),
        new Law(
            "no file is longer than " + MAX_LINES + " lines",
            "\\A(?:.*+\n){" + MAX_LINES + "}(?s:.)",
            path -> true,
            "\n".repeat(MAX_LINES) + "}"),
        new Law(
            "only commands write to standard output",
            "\\bSystem[.]out\\b",
            path ->
                path.startsWith("src/main")
                    && !path.toString().contains("/cli/")
                    && !path.endsWith("BrokerProcess.java"),
            "System" + ".out.println()"),
        new Law("nothing sleeps", "[.]sleep\\(", path -> true, "Thread" + ".sleep" + "(1)"),
        new Law("nothing is left to do", "\\b(TO[D]O|FIX[M]E)\\b", path -> true, "// TO" + "DO x"),
        PLAIN_WORDS,
        new Law("no tabs", "\t", path -> true, "\t"));
  }

  @ParameterizedTest
  @MethodSource("laws")
  void theTreeKeeps(Law law) throws IOException {
    assertThat(SourceFile.all().stream().flatMap(law::breaches)).as(law.toString()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("laws")
  void itsExampleBreaks(Law law) {
    Path main = Path.of("src/main/java/io/gradstream/state/Example.java");

    assertThat(law.breaches(new SourceFile(main, law.example))).hasSize(1);
  }

  @Test
  void noPackageHasMoreFilesThanOneIdeaNeeds() throws IOException {
    Stream<Path> files = SourceFile.all().stream().map(SourceFile::path);

    assertThat(crowded(files.filter(path -> path.startsWith("src/main")))).isEmpty();
  }

  @Test
  void tellsAPackageOfTooManyFiles() {
    assertThat(
            crowded(IntStream.rangeClosed(0, MAX_FILES).mapToObj(n -> Path.of("a", n + ".java"))))
        .containsExactly(Path.of("a"));
  }

  private static List<Path> crowded(Stream<Path> files) {
    return files.collect(Collectors.groupingBy(Path::getParent)).entrySet().stream()
        .filter(one -> one.getValue().size() > MAX_FILES)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What is wanted, what breaks it, where it holds, and an example that breaks it. */
  record Law(String want, Pattern breach, Predicate<Path> where, String example) {
    Law(String want, String breach, Predicate<Path> where, String example) {
      this(want, Pattern.compile(breach), where, example);
    }

    Stream<String> breaches(SourceFile file) {
      return where.test(file.path())
          ? breach
              .matcher(file.text())
              .results()
              .map(hit -> file.path() + ":" + line(file, hit.end()))
          : Stream.of();
    }

    private static long line(SourceFile file, int offset) {
      return 1 + file.text().substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    @Override
    public String toString() {
      return want;
    }
  }
}
