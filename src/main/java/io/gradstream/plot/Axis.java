package io.gradstream.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An axis with round ticks: 1, 2 or 5 times a power of ten apart.
 *
 * @param from the value at its beginning
 * @param to the value at its end, more than {@code from}
 * @param step from tick to tick
 */
record Axis(double from, double to, double step) {
  /** Numbers from here on, or steps below its inverse, have an exponent. */
  private static final double LARGE = 1e7;

  /**
   * An axis with about the given number of ticks.
   *
   * @param widened whether it ends at the ticks around the values rather than at the values
   */
  static Axis of(double least, double most, int ticks, boolean widened) {
    double end = most > least ? most : least + Math.max(1, Math.abs(least));
    double step = step((end - least) / ticks);
    return widened
        ? new Axis(Math.floor(least / step) * step, Math.ceil(end / step) * step, step)
        : new Axis(least, end, step);
  }

  /** The round number next to a step that is wanted. */
  private static double step(double wanted) {
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    double digits = wanted / power;
    return power * (digits < 1.5 ? 1 : digits < 3.5 ? 2 : digits < 7.5 ? 5 : 10);
  }

  /** How far along the axis a value is, held to between 0 and 1; NaN if it is not finite. */
  double place(double value) {
    return Double.isFinite(value) ? Math.clamp((value - from) / (to - from), 0, 1) : Double.NaN;
  }

  /** The values that have ticks. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    long last = (long) Math.floor(to / step + 1e-9);
    for (long k = (long) Math.ceil(from / step - 1e-9); k <= last; k++) {
      ticks.add(k * step);
    }
    return ticks;
  }

  /** What stands at a tick. */
  String label(double tick) {
    if (Math.abs(to) >= LARGE || step < 1 / LARGE) {
      return tick == 0 ? "0" : String.format(Locale.ROOT, "%.3g", tick);
    }
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return String.format(Locale.ROOT, "%,." + decimals + "f", tick);
  }
}
