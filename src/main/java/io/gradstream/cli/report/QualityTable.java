package io.gradstream.cli.report;

import io.gradstream.prequential.HardQuality;
import io.gradstream.prequential.StreamQuality;
import io.gradstream.prequential.StreamQuality.RunScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The quality of streams as tables in Markdown. */
public final class QualityTable {
  private static final String HEAD =
      """
      # Quality

      How well the default configuration learns, untuned, beside what could have been chosen instead.
      Test, then train, in one pass.

      - pool: the default configuration.
      - best member: of the members of that pool the one of the least loss in hindsight, as trained in
        it. Nobody knows it beforehand, so it is never bold.
      - SGD: plain descent at that rate, one hidden layer of 64.
      - class frequencies, last label, mean, last value: what labels alone predict. The accuracy of
        class frequencies is that of the most frequent class.

      - least squares: recursive, on the features, a constant and the label before; logistic of ranks:
        logistic regression on the ranks of features among their last 1,000 values. Each is right for
        streams with dirty numbers, of which the first ten rows are not scored.

      Bold is the best that could have been chosen.

      Made by

      """;

  private final String command;
  private final Map<String, StreamQuality> ofClasses = new LinkedHashMap<>();
  private final Map<String, StreamQuality> ofValues = new LinkedHashMap<>();
  private final Map<String, HardQuality> hardOfClasses = new LinkedHashMap<>();
  private final Map<String, HardQuality> hardOfValues = new LinkedHashMap<>();

  /**
   * @param command what makes it
   */
  public QualityTable(String command) {
    this.command = command;
  }

  /** Adds a stream. */
  public void add(String stream, StreamQuality quality) {
    (quality.ofClasses() ? ofClasses : ofValues).put(stream, quality);
  }

  /** Adds a stream with dirty numbers. */
  public void add(String stream, String summary, HardQuality quality) {
    (quality.ofClasses() ? hardOfClasses : hardOfValues)
        .put("%s: %s".formatted(stream, summary), quality);
  }

  /** The tables, a line for each stream. */
  public String markdown() {
    StringBuilder text = new StringBuilder(HEAD);
    text.append("    ").append(command).append("\n\n");
    scores(text, "Log loss", ofClasses, RunScore::loss, -1);
    scores(text, "Accuracy", ofClasses, RunScore::accuracy, 1);
    scores(text, "Root mean squared error", ofValues, RunScore::loss, -1);
    hard(text, "Dirty features: log loss", hardOfClasses);
    hard(text, "Dirty labels: mean absolute error", hardOfValues);
    members(text);
    return text.toString();
  }

  /**
   * @param better the sign of a difference for the better
   */
  private static void scores(
      StringBuilder text,
      String heading,
      Map<String, StreamQuality> streams,
      ToDoubleFunction<RunScore> number,
      int better) {
    if (streams.isEmpty()) {
      return;
    }
    text.append("## ").append(heading).append("\n\n");
    List<String> names = new ArrayList<>();
    choices(streams.values().iterator().next()).forEach(choice -> names.add(choice.name()));
    names.add(1, "best member");
    names.addAll(0, List.of("stream", "examples"));
    header(text, names);
    streams.forEach(
        (stream, quality) -> {
          List<String> cells = new ArrayList<>();
          double best = best(quality, number, better);
          for (RunScore choice : choices(quality)) {
            double value = number.applyAsDouble(choice);
            cells.add(cell(value, best));
          }
          cells.add(1, Report.number(number.applyAsDouble(quality.member())));
          cells.addAll(0, List.of(stream, String.format(Locale.ROOT, "%,d", quality.examples())));
          row(text, cells);
        });
    text.append('\n');
  }

  private static void hard(StringBuilder text, String heading, Map<String, HardQuality> streams) {
    if (streams.isEmpty()) {
      return;
    }
    text.append("## ").append(heading).append("\n\n");
    List<String> names = new ArrayList<>(List.of("stream"));
    streams.values().iterator().next().scores().forEach(score -> names.add(score.name()));
    header(text, names);
    streams.forEach(
        (stream, quality) -> {
          double best = quality.scores().stream().mapToDouble(RunScore::loss).min().orElseThrow();
          List<String> cells = new ArrayList<>(List.of(stream));
          for (RunScore score : quality.scores()) {
            cells.add(cell(score.loss(), best));
          }
          row(text, cells);
        });
    text.append('\n');
  }

  /** What could have been chosen beforehand. */
  private static List<RunScore> choices(StreamQuality quality) {
    List<RunScore> choices = new ArrayList<>(List.of(quality.pool()));
    choices.addAll(quality.networks());
    choices.addAll(quality.baselines());
    return choices;
  }

  private static double best(StreamQuality quality, ToDoubleFunction<RunScore> number, int better) {
    return choices(quality).stream()
        .mapToDouble(number)
        .filter(value -> !Double.isNaN(value))
        .reduce((a, b) -> (b - a) * better > 0 ? b : a)
        .orElse(Double.NaN);
  }

  private void members(StringBuilder text) {
    text.append(
        String.format(
            Locale.ROOT,
            """
            ## Members

            The best members of the whole stream and after example %,d; and by how much more or less the
            pool lost after it than the latter did: log loss, or root mean squared error.

            """,
            StreamQuality.WARM_UP));
    header(
        text,
        List.of(
            "stream",
            "best member",
            "best member after",
            "its loss after",
            "pool's loss after",
            "more or less"));
    Map<String, StreamQuality> all = new LinkedHashMap<>(ofClasses);
    all.putAll(ofValues);
    all.forEach(
        (stream, quality) -> {
          double member = quality.lateMember().loss();
          double pool = quality.latePool().loss();
          row(
              text,
              List.of(
                  stream,
                  quality.member().name(),
                  Double.isNaN(member) ? "–" : quality.lateMember().name(),
                  Report.number(member),
                  Report.number(pool),
                  Double.isNaN(pool)
                      ? "–"
                      : String.format(Locale.ROOT, "%+.1f %%", 100 * (pool / member - 1))));
        });
  }

  private static String cell(double value, double best) {
    String cell = Report.number(value);
    return value == best ? "**" + cell + "**" : cell;
  }

  private static void header(StringBuilder text, List<String> names) {
    row(text, names);
    row(text, names.stream().map(name -> "---").toList());
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
