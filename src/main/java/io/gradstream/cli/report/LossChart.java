package io.gradstream.cli.report;

import io.gradstream.dataset.LabelKind;
import io.gradstream.evaluation.LossCurve;
import io.gradstream.plot.Chart;
import io.gradstream.plot.Chart.Line;
import io.gradstream.plot.Chart.Point;
import io.gradstream.prequential.BaselineRun;
import io.gradstream.prequential.PrequentialPass;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The chart of the faded losses along a pass. */
public final class LossChart {
  private LossChart() {}

  /**
   * A line for each run, and one for the best baseline.
   *
   * @param names of the runs, in their order: files
   */
  public static Chart of(String title, List<String> names, PrequentialPass pass, LabelKind kind) {
    List<Line> lines = new ArrayList<>();
    for (int r = 0; r < names.size(); r++) {
      lines.add(line(shortened(names.get(r), names), false, pass.runs().get(r).curve()));
    }
    pass.baselines().stream()
        .min(Comparator.comparingDouble((BaselineRun baseline) -> baseline.curve().mean()))
        .ifPresent(best -> lines.add(line(best.name(), true, best.curve())));
    String loss =
        switch (kind) {
          case LabelKind.Classes classes -> "log loss";
          case LabelKind.Real real -> "absolute error";
        };
    return new Chart(title, "rows", "faded mean of the " + loss, "drift signalled", lines);
  }

  /** Without its directory, unless a file of another has the same name. */
  private static String shortened(String name, List<String> names) {
    long same = names.stream().distinct().filter(n -> file(n).equals(file(name))).count();
    return same == 1 ? file(name) : name;
  }

  private static String file(String name) {
    return String.valueOf(Path.of(name).getFileName());
  }

  private static Line line(String name, boolean reference, LossCurve curve) {
    List<Point> points =
        curve.points().stream()
            .map(point -> new Point(point.row(), point.loss(), point.drift()))
            .toList();
    return new Line(name, "mean " + Report.number(curve.mean()), reference, points);
  }
}
