package io.gradstream.evaluation.drift;

import io.gradstream.network.DoubleArray;
import io.gradstream.network.LearnedArray;
import java.util.Arrays;
import java.util.List;

/**
 * Tells when the mean of a stream of values changes, from the values alone. After a drift it starts
 * again with what it takes for the new values. Scaling all values by a power of two changes nothing
 * that it finds: each test here is in units of the values' own spread. All numbers live in one
 * array; whoever stores and restores it goes on to the bit. It allocates nothing for a value.
 */
public abstract sealed class DriftDetector permits Adwin, PageHinkley, Ddm, Kswin {
  private static final int MEAN_BEFORE = 0;
  private static final int MEAN_AFTER = 1;

  /** The first element of the kind's own. */
  static final int OWN = 2;

  private final DoubleArray array;

  DriftDetector(String name, int own) {
    this.array = new DoubleArray(name, OWN + own);
    array.values()[MEAN_BEFORE] = Double.NaN;
    array.values()[MEAN_AFTER] = Double.NaN;
  }

  /**
   * A detector that has seen nothing.
   *
   * @param name of its array
   * @param seed of a kind that draws at random
   * @throws IllegalArgumentException for {@link DriftSettings.None}
   */
  public static DriftDetector of(DriftSettings settings, String name, long seed) {
    return switch (settings) {
      case DriftSettings.Adwin adwin -> new Adwin(name, adwin);
      case DriftSettings.PageHinkley pageHinkley -> new PageHinkley(name, pageHinkley);
      case DriftSettings.Ddm ddm -> new Ddm(name, ddm);
      case DriftSettings.Kswin kswin -> new Kswin(name, kswin, seed);
      case DriftSettings.None none ->
          throw new IllegalArgumentException("drift: got none, wants a detector");
    };
  }

  /**
   * Adds the next value.
   *
   * @throws IllegalArgumentException if it is not finite; nothing has changed then
   */
  public final DriftLevel add(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value: got %s, wants a number".formatted(value));
    }
    array.markAllChanged();
    return include(value);
  }

  abstract DriftLevel include(double value);

  /** The mean of the values before the last drift, NaN when there was none. */
  public final double meanBefore() {
    return array.values()[MEAN_BEFORE];
  }

  /** The mean of the values the last drift was found by, NaN when there was none. */
  public final double meanAfter() {
    return array.values()[MEAN_AFTER];
  }

  final DriftLevel drift(double meanBefore, double meanAfter) {
    array.values()[MEAN_BEFORE] = meanBefore;
    array.values()[MEAN_AFTER] = meanAfter;
    return DriftLevel.DRIFT;
  }

  /** Forgets everything: it is as it was when new. */
  public final void reset() {
    forget();
    drift(Double.NaN, Double.NaN);
  }

  /** Forgets the values, but not the last drift. */
  final void forget() {
    Arrays.fill(array.values(), OWN, array.length(), 0);
    array.markAllChanged();
  }

  final double[] values() {
    return array.values();
  }

  /** All that it remembers. */
  public final List<LearnedArray> state() {
    return List.of(array);
  }
}
