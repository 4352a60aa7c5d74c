package io.gradstream.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sources of the live page as one text that loads nothing: each style sheet and script that
 * {@code live/live.html} names stands in its place. They lie beside it or, if it has none of that
 * name, in uPlot's WebJar.
 */
final class PageSources {
  private static final Pattern NAMED =
      Pattern.compile(
          "<link rel=\"stylesheet\" href=\"([^\"]+)\">|<script src=\"([^\"]+)\"></script>");
  private static final String UPLOT = "uPlot.";
  private static final String UPLOT_VERSION =
      "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

  private PageSources() {}

  /** Puts them together. */
  static String page() {
    try {
      String uplot = "/META-INF/resources/webjars/uplot/" + uplotVersion() + '/';
      return NAMED
          .matcher(text("live/live.html"))
          .replaceAll(named -> Matcher.quoteReplacement(inline(named, uplot)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String inline(MatchResult named, String uplot) {
    boolean style = named.group(1) != null;
    String tag = style ? "style" : "script";
    try {
      String text = style ? source(named.group(1), uplot) : source(named.group(2), uplot);
      if (text.contains("</" + tag)) {
        throw new IOException(named.group() + " would end too early: it has </" + tag);
      }
      return "<%s>\n%s</%s>".formatted(tag, text, tag);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String source(String name, String uplot) throws IOException {
    return name.startsWith(UPLOT)
        ? "/*\nuPlot: " + text(uplot + "LICENSE") + "*/\n" + text(uplot + "dist/" + name)
        : text("live/" + name);
  }

  private static String uplotVersion() throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text(UPLOT_VERSION)));
    return properties.getProperty("version");
  }

  /** Lines end as a browser reads them, or it would find another hash. */
  private static String text(String path) throws IOException {
    try (InputStream in = PageSources.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new FileNotFoundException("not on the class path: " + path);
      }
      return new String(in.readAllBytes(), UTF_8).replace("\r\n", "\n");
    }
  }
}
