package io.gradstream.metrics;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An expression in PromQL, as far as the names in it go. */
record Expression(String text) {
  /** Within quotes, braces and brackets no series is named, nor in a list of labels. */
  private static final Pattern NO_SERIES =
      Pattern.compile(
          "\"[^\"]*\"|\\{[^}]*}|\\[[^\\]]*]"
              + "|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][\\w:]*(?!\\w*\\s*\\()");
  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "bool", "offset", "group_left", "group_right");

  /** The names of the series it asks for. */
  Set<String> series() {
    String bare = NO_SERIES.matcher(text).replaceAll(" ");
    return NAME.matcher(bare)
        .results()
        .filter(name -> !bare.substring(name.end()).stripLeading().startsWith("("))
        .map(name -> name.group())
        .filter(name -> !WORDS.contains(name))
        .collect(Collectors.toSet());
  }

  static Set<String> series(List<String> expressions) {
    return expressions.stream()
        .flatMap(one -> new Expression(one).series().stream())
        .collect(Collectors.toSet());
  }
}
