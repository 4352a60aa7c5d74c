package io.gradstream.dataset;

import java.util.HashSet;
import java.util.List;

/** What the labels of a stream are: classes or real numbers. */
public sealed interface LabelKind {

  /**
   * Classes; a row's label is the index into the names.
   *
   * @param names one or more, distinct, at most {@value #MAX_CLASSES}
   */
  record Classes(List<String> names) implements LabelKind {
    /** The most classes a stream may have. */
    public static final int MAX_CLASSES = 10_000;

    public Classes {
      names = List.copyOf(names);
      if (names.isEmpty() || names.size() > MAX_CLASSES) {
        throw new IllegalArgumentException(
            "%d classes, want 1 to %d".formatted(names.size(), MAX_CLASSES));
      }
      if (new HashSet<>(names).size() < names.size()) {
        throw new IllegalArgumentException("class names repeat: " + names);
      }
    }

    /** The classes {@code 0} to {@code count - 1}, named by their index. */
    public static Classes numbered(int count) {
      return new Classes(Columns.numbered("", 0, count));
    }
  }

  /** Real numbers; a row's label is the number. */
  record Real() implements LabelKind {}
}
