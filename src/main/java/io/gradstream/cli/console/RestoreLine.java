package io.gradstream.cli.console;

import io.gradstream.app.RestoringPartition;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * How far models are with being restored. One line that is rewritten on a terminal and gone once
 * they are, nothing elsewhere.
 */
public final class RestoreLine {
  private static final long INTERVAL_NANOS = 250_000_000L;
  private static final int MOST_NAMED = 3;

  /** After such a silence no time can be told. */
  private static final double SILENT_SECONDS = 2;

  private final Terminal terminal;
  private final LongSupplier nanoTime;
  private long lastNanos;
  private boolean shown;

  /** On standard error. */
  public RestoreLine() {
    this(Terminal.standardError(), System::nanoTime);
  }

  public RestoreLine(Terminal terminal, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.lastNanos = nanoTime.getAsLong();
  }

  /** Shows those under way if it is time, or clears the line if there are none any more. */
  public void show(List<RestoringPartition> partitions) {
    if (partitions.isEmpty()) {
      end();
      return;
    }
    long now = nanoTime.getAsLong();
    if (!terminal.present() || now - lastNanos < INTERVAL_NANOS) {
      return;
    }
    lastNanos = now;
    shown = true;
    terminal.rewrite(line(partitions));
  }

  private static String line(List<RestoringPartition> partitions) {
    int others = partitions.size() - MOST_NAMED;
    return "restoring "
        + partitions.stream()
            .limit(MOST_NAMED)
            .map(RestoreLine::one)
            .collect(Collectors.joining("; "))
        + (others > 0 ? "; and %d more".formatted(others) : "");
  }

  private static String one(RestoringPartition it) {
    return String.format(
        Locale.ROOT,
        "partition %d: %d %% of %,d records%s",
        it.partition(),
        Math.min(100, 100 * it.done() / it.of()),
        it.of(),
        outlook(it));
  }

  private static String outlook(RestoringPartition it) {
    if (it.silentSeconds() > SILENT_SECONDS) {
      return ", nothing came for " + Progress.time(it.silentSeconds());
    }
    return it.secondsLeft().isEmpty()
        ? ""
        : ", %s left".formatted(Progress.time(it.secondsLeft().getAsDouble()));
  }

  /** Clears the line. */
  public void end() {
    if (shown) {
      terminal.clear();
      shown = false;
    }
  }
}
