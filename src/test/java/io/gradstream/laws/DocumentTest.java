package io.gradstream.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents refer to what exists, and the first one can be read in a few minutes. */
class DocumentTest {
  private static final int MOST_BYTES_OF_README = 12 * 1024;
  private static final String BLOCK_OF_CODE = "(?ms)^```.*?^```$";
  private static final Pattern CODE = Pattern.compile(BLOCK_OF_CODE + "|`[^`\n]+`");
  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)\\s]+)\\)|\\b(?:src|href)=\"([^\"]+)\"");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

  static List<Path> documents() throws IOException {
    try (Stream<Path> top = Files.list(Path.of(""));
        Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(top, docs).filter(path -> path.toString().endsWith(".md")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsSomewhere(Path document) throws IOException {
    List<String> broken =
        LINK.matcher(proseOf(document))
            .results()
            .map(DocumentTest::target)
            .filter(link -> !leads(document, URI.create(link)))
            .toList();

    assertThat(broken).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void wordsArePlain(Path document) throws IOException {
    SourceFile file = new SourceFile(document, Files.readString(document));

    assertThat(TreeTest.PLAIN_WORDS.breaches(file)).isEmpty();
  }

  @Test
  void aBrokenLinkIsSeen() {
    Path readme = Path.of("README.md");

    assertThat(leads(readme, URI.create("docs/features.md#labels-that-nobody-has"))).isFalse();
    assertThat(leads(readme, URI.create("docs/no-such-page.md"))).isFalse();
    assertThat(leads(readme, URI.create("docs/operations.md#alerts"))).isTrue();
  }

  @Test
  void theReadmeIsShort() throws IOException {
    assertThat(Files.size(Path.of("README.md"))).isLessThanOrEqualTo(MOST_BYTES_OF_README);
  }

  private static String target(MatchResult link) {
    return link.group(1) == null ? link.group(2) : link.group(1);
  }

  private static String proseOf(Path document) throws IOException {
    return CODE.matcher(Files.readString(document)).replaceAll("");
  }

  /** Addresses elsewhere are not looked up: tests must not need them. */
  private static boolean leads(Path document, URI link) {
    if (link.isAbsolute()) {
      return true;
    }
    Path target =
        link.getPath().isEmpty()
            ? document
            : document.toAbsolutePath().resolveSibling(link.getPath()).normalize();
    return Files.exists(target)
        && (link.getFragment() == null || anchorsOf(target).contains(link.getFragment()));
  }

  /** Of each heading in lower case: its words, joined by hyphens. */
  private static Set<String> anchorsOf(Path document) {
    Set<String> anchors = new HashSet<>();
    try {
      String text = Files.readString(document).replaceAll(BLOCK_OF_CODE, "");
      HEADING
          .matcher(text)
          .results()
          .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
          .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
          .forEach(anchors::add);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return anchors;
  }
}
