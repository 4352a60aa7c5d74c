package io.gradstream.cli;

import io.gradstream.evaluation.ClassificationScores;
import io.gradstream.evaluation.EvaluationSnapshot;
import io.gradstream.evaluation.RegressionScores;
import io.gradstream.evaluation.Scores;
import java.util.Locale;

/**
 * Progress on standard error: one line that is rewritten where that is a terminal, else a line now
 * and then.
 */
final class LiveLine {
  private static final long TERMINAL_INTERVAL_NANOS = 250_000_000L;
  private static final long LOG_INTERVAL_NANOS = 5_000_000_000L;

  private final Terminal terminal = Terminal.standardError();
  private final long startNanos = System.nanoTime();
  private long lastNanos = startNanos;
  private long lastExamples;
  private long lastRejected;
  private double examplesPerSecond;
  private boolean shown;

  LiveLine(long examplesBefore) {
    this.lastExamples = examplesBefore;
  }

  /** Whether it is time for another line. */
  boolean due() {
    long interval = terminal.present() ? TERMINAL_INTERVAL_NANOS : LOG_INTERVAL_NANOS;
    return System.nanoTime() - lastNanos >= interval;
  }

  /** Shows how it goes; where lines stay, only if that has changed. */
  void show(EvaluationSnapshot evaluation, long rejected) {
    long now = System.nanoTime();
    boolean changed = evaluation.examples() != lastExamples || rejected != lastRejected;
    if (shown && !changed && !terminal.present()) {
      lastNanos = now;
      return;
    }
    lastRejected = rejected;
    examplesPerSecond = (evaluation.examples() - lastExamples) * 1e9 / (now - lastNanos);
    lastNanos = now;
    lastExamples = evaluation.examples();
    String line =
        String.format(
            Locale.ROOT,
            "%,12d examples %,9.0f/s   %s%s",
            evaluation.examples(),
            examplesPerSecond,
            scores(evaluation.faded()),
            rejected == 0 ? "" : String.format(Locale.ROOT, "   %,d rejected", rejected));
    if (terminal.present()) {
      terminal.rewrite(line);
    } else {
      terminal.out().println(line);
    }
    shown = true;
  }

  /** The loss, and the score that matters most beside its baselines. */
  static String scores(Scores scores) {
    return switch (scores) {
      case ClassificationScores c ->
          String.format(
              Locale.ROOT,
              "loss %.4f   accuracy %.4f (majority %.4f, last label %.4f)",
              c.loss(),
              c.accuracy(),
              c.majorityAccuracy(),
              c.lastLabelAccuracy());
      case RegressionScores r ->
          String.format(
              Locale.ROOT,
              "loss %.4f   MAE %.4f (mean %.4f, last value %.4f)",
              r.loss(),
              r.mae(),
              r.meanMae(),
              r.lastValueMae());
    };
  }

  /** Ends the line. */
  void end() {
    if (terminal.present() && shown) {
      terminal.out().println();
    }
  }
}
