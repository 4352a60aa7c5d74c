package io.gradstream.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Texts and names from outside as a message shows them, and the name that was probably meant. */
public final class Messages {
  /** The most characters of a text that a message shows. */
  public static final int SHOWN_CHARS = 60;

  private static final int LISTED = 20;
  private static final int SOME = 3;

  private Messages() {}

  /** Text of a file as a message shows it: quoted, cut, on one line. */
  public static String quoted(String text) {
    return "'" + Shown.line(Shown.start(text, SHOWN_CHARS)) + "'";
  }

  /** The first few texts of a line or column, as a message shows them. */
  public static String some(List<String> texts) {
    List<String> shown = texts.stream().limit(SOME).map(Messages::quoted).toList();
    return String.join(", ", shown) + (texts.size() > SOME ? ", …" : "");
  }

  /**
   * What to say when {@code wanted} is none of {@code names}: the nearest of them, and the list.
   */
  public static String suggestion(String wanted, List<String> names) {
    String nearest =
        near(wanted, names).map(name -> "did you mean " + quoted(name) + "? ").orElse("");
    String listed = String.join(", ", names.stream().limit(LISTED).map(Messages::quoted).toList());
    String rest = names.size() <= LISTED ? "" : " and %d more".formatted(names.size() - LISTED);
    return nearest + "There are " + listed + rest;
  }

  /** The nearest of {@code names} if it is near enough to be what {@code wanted} is meant for. */
  public static Optional<String> near(String wanted, Collection<String> names) {
    int near = wanted.length() / 3 + 1;
    return names.stream()
        .filter(name -> Math.abs(name.length() - wanted.length()) <= near)
        .filter(name -> distance(wanted, name) <= near)
        .min(Comparator.comparingInt(name -> distance(wanted, name)));
  }

  /** The one of {@code names} that takes the fewest edits to make of {@code wanted}. */
  public static String nearest(String wanted, Collection<String> names) {
    return names.stream()
        .min(Comparator.comparingInt(name -> distance(wanted, name)))
        .orElseThrow();
  }

  /** The edits (insert, delete, replace a character) from one name to the other, in any case. */
  private static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[] row = IntStream.rangeClosed(0, b.length()).toArray();
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
