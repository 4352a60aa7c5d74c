package io.gradstream.cli.report;

import io.gradstream.learning.pool.Mechanism;
import io.gradstream.prequential.Ablation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the mechanisms of the default pool earn, as a table in Markdown: a column for each stream.
 */
public final class AblationTable {
  private final String command;
  private final List<Mechanism> mechanisms;
  private final Map<String, Ablation> streams = new LinkedHashMap<>();

  /**
   * @param command what makes it
   */
  public AblationTable(String command, List<Mechanism> mechanisms) {
    this.command = command;
    this.mechanisms = List.copyOf(mechanisms);
  }

  /** Adds a stream. */
  public void add(String stream, Ablation ablation) {
    streams.put(stream, ablation);
  }

  /** A row for each stream, then what the mechanisms are. */
  public String markdown() {
    StringBuilder text = new StringBuilder(head());
    row(text, "stream", "loss", mechanisms.stream().map(Mechanism::toString).toList());
    row(text, "---", "---", mechanisms.stream().map(mechanism -> "---").toList());
    streams.forEach(
        (stream, ablation) ->
            row(
                text,
                stream,
                Report.number(ablation.loss()),
                ablation.without().stream().map(AblationTable::cell).toList()));
    text.append('\n');
    mechanisms.forEach(one -> text.append("- %s: %s.\n".formatted(one, one.summary())));
    return text.toString();
  }

  private String head() {
    return """
    # Ablation

    By how many percent the loss of the default pool rises without each of its mechanisms: log loss,
    or mean absolute error. Below 0 the pool is better without it. In parentheses: not clear, as 0 is
    within the 95 %% interval of the difference.

    Made by

        %s

    """
        .formatted(command);
  }

  private static String cell(Ablation.Difference difference) {
    String percent = String.format(Locale.ROOT, "%+.1f", 100 * difference.share());
    return difference.isClear() ? percent : "(%s)".formatted(percent);
  }

  private static void row(StringBuilder text, String stream, String loss, List<String> cells) {
    text.append("| %s | %s | %s |\n".formatted(stream, loss, String.join(" | ", cells)));
  }
}
