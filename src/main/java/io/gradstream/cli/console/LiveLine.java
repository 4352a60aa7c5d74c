package io.gradstream.cli.console;

import io.gradstream.cli.report.Report;
import io.gradstream.evaluation.ClassificationScores;
import io.gradstream.evaluation.RegressionScores;
import io.gradstream.evaluation.Scores;
import java.util.Locale;

/**
 * Progress on standard error: one line that is rewritten where that is a terminal, else a line now
 * and then.
 */
public final class LiveLine {
  private static final long TERMINAL_INTERVAL_NANOS = 250_000_000L;
  private static final long LOG_INTERVAL_NANOS = 5_000_000_000L;

  /** A rate is of so long at least, or it would jump with each look. */
  private static final long RATE_NANOS = 2_000_000_000L;

  private final Terminal terminal = Terminal.standardError();
  private final long startNanos = System.nanoTime();
  private long lastNanos = startNanos;
  private String lastCounts = "";
  private long rateNanos = startNanos;
  private long rateLearned;
  private double examplesPerSecond;
  private boolean shown;

  /** Whether it is time for another line. */
  boolean due() {
    long interval = terminal.present() ? TERMINAL_INTERVAL_NANOS : LOG_INTERVAL_NANOS;
    return System.nanoTime() - lastNanos >= interval;
  }

  /**
   * Shows how it goes; where lines stay, only if that has changed.
   *
   * @param examples learned by all models, ever
   * @param learned those that were learned since the line began
   * @param unlabelled records that were predicted only
   */
  void show(long examples, long learned, String scores, long unlabelled, long rejected) {
    long now = System.nanoTime();
    lastNanos = now;
    String counts = count(unlabelled, "predicted only") + count(rejected, "rejected");
    String all = examples + counts;
    if (shown && !terminal.present() && all.equals(lastCounts)) {
      return;
    }
    lastCounts = all;
    if (!shown || now - rateNanos >= RATE_NANOS) {
      // Less is learned than before where a transaction was aborted.
      examplesPerSecond = Math.max(0, learned - rateLearned) * 1e9 / (now - rateNanos);
      rateNanos = now;
      rateLearned = learned;
    }
    String line =
        String.format(
            Locale.ROOT,
            "%,12d examples %,9.0f/s   %s%s",
            examples,
            examplesPerSecond,
            scores,
            counts);
    if (terminal.present()) {
      terminal.rewrite(line);
    } else {
      terminal.out().println(line);
    }
    shown = true;
  }

  private static String count(long number, String of) {
    return number == 0 ? "" : String.format(Locale.ROOT, "   %,d %s", number, of);
  }

  /** The loss, and the score that matters most beside its baselines. */
  public static String scores(Scores scores) {
    return switch (scores) {
      case ClassificationScores c ->
          String.format(
              "loss %s   accuracy %s (majority %s, last label %s)",
              Report.number(c.loss()),
              Report.number(c.accuracy()),
              Report.number(c.majorityAccuracy()),
              Report.number(c.lastLabelAccuracy()));
      case RegressionScores r ->
          String.format(
              "loss %s   MAE %s (mean %s, last value %s)",
              Report.number(r.loss()),
              Report.number(r.mae()),
              Report.number(r.meanMae()),
              Report.number(r.lastValueMae()));
    };
  }

  /** Ends the line. */
  void end() {
    if (terminal.present() && shown) {
      terminal.out().println();
    }
  }
}
