package io.gradstream.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Counts a {@link Confusion}. */
final class ConfusionCount {
  private static final int NOT_SHOWN = -1;

  private ConfusionCount() {}

  /**
   * That of the first {@code filled} rows of a window.
   *
   * @param known all labels and predictions are below
   */
  static Confusion of(Window window, int filled, int known) {
    int[] shown = shown(window, filled, known);
    int[] places = new int[known];
    Arrays.fill(places, NOT_SHOWN);
    for (int place = 0; place < shown.length; place++) {
      places[shown[place]] = place;
    }
    int[][] counts = new int[shown.length][shown.length];
    for (int row = 0; row < filled; row++) {
      int label = places[window.label(row)];
      int predicted = predicted(window, row);
      predicted = predicted == ClassSums.NONE ? NOT_SHOWN : places[predicted];
      if (label != NOT_SHOWN && predicted != NOT_SHOWN) {
        counts[label][predicted]++;
      }
    }
    List<List<Integer>> lists = new ArrayList<>();
    for (int[] row : counts) {
      lists.add(list(row));
    }
    return new Confusion(list(shown), lists);
  }

  private static int[] shown(Window window, int filled, int known) {
    int[] labels = new int[known];
    for (int row = 0; row < filled; row++) {
      labels[window.label(row)]++;
    }
    return IntStream.range(0, known)
        .boxed()
        .sorted(Comparator.comparingInt((Integer k) -> -labels[k]))
        .limit(Confusion.MAX_CLASSES)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  private static int predicted(Window window, int row) {
    return (int) window.values()[row * ClassSums.COLUMNS + ClassSums.PREDICTED];
  }

  private static List<Integer> list(int[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
