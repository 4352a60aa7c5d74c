package io.gradstream.cli.console;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How far long work is: what is done, the rate, and the time left where it is known how much there
 * is to do. One line that is rewritten on a terminal, nothing elsewhere.
 */
public final class Progress {
  private static final long INTERVAL_NANOS = 250_000_000L;
  private static final long SECONDS_PER_MINUTE = 60;
  private static final long SECONDS_PER_HOUR = 3_600;

  private final Terminal terminal;
  private final OptionalLong total;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private long lastNanos;
  private boolean shown;

  /** On standard error. */
  public Progress(OptionalLong total) {
    this(total, Terminal.standardError(), System::nanoTime);
  }

  public Progress(OptionalLong total, Terminal terminal, LongSupplier nanoTime) {
    this.total = total;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
    this.lastNanos = startNanos;
  }

  /** Shows how many are done, if it is time. */
  public void show(long done) {
    show(done, () -> "");
  }

  /** Shows how many are done, and more, if it is time. */
  public void show(long done, Supplier<String> more) {
    long now = nanoTime.getAsLong();
    if (!terminal.present() || now - lastNanos < INTERVAL_NANOS) {
      return;
    }
    lastNanos = now;
    shown = true;
    terminal.rewrite(line(done, (now - startNanos) / 1e9) + more.get());
  }

  private String line(long done, double seconds) {
    double rate = done / seconds;
    String line = String.format(Locale.ROOT, "%,12d examples %,9.0f/s", done, rate);
    if (total.isEmpty() || done == 0) {
      return line;
    }
    return line
        + String.format(
            Locale.ROOT,
            "   %3.0f %%, %s left",
            100.0 * done / total.getAsLong(),
            time((total.getAsLong() - done) / rate));
  }

  /** A time as people say it. */
  public static String time(double seconds) {
    long whole = (long) Math.ceil(seconds);
    if (whole < SECONDS_PER_MINUTE) {
      return whole + " s";
    }
    return whole < SECONDS_PER_HOUR
        ? "%d:%02d min".formatted(whole / SECONDS_PER_MINUTE, whole % SECONDS_PER_MINUTE)
        : "%d:%02d h"
            .formatted(whole / SECONDS_PER_HOUR, whole % SECONDS_PER_HOUR / SECONDS_PER_MINUTE);
  }

  /** Ends the line. */
  public void end() {
    if (shown) {
      terminal.out().println();
    }
  }
}
