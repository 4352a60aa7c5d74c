package io.gradstream.cli;

import io.gradstream.cli.console.LiveLine;
import io.gradstream.cli.console.Progress;
import io.gradstream.cli.report.Comparison;
import io.gradstream.cli.report.LossChart;
import io.gradstream.cli.report.Report;
import io.gradstream.config.Configuration;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.LabelKind;
import io.gradstream.evaluation.EvaluationSnapshot;
import io.gradstream.plot.ChartFile;
import io.gradstream.prequential.PrequentialPass;
import io.gradstream.prequential.PrequentialRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Learns from a data set in a plain loop, without Kafka. */
@Command(
    name = "evaluate",
    description = {
      "Learns from a file or a generated stream without Kafka. Each example is predicted first and"
          + " learned afterwards.",
      "",
      "This is the learner of 'run': the same stream gives the same weights, to the bit."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class EvaluateCommand implements Callable<Integer> {
  /** A loss that falls by less than this share from one epoch to the next has stopped falling. */
  private static final double LEAST_FALL = 1e-3;

  private static final int MANY_EPOCHS = 1000;

  @Spec private CommandSpec spec;
  @Mixin private DatasetOptions datasets;
  @Mixin private ConfigOption configuration;
  @Mixin private CompareOption compared;

  @Option(
      names = "--examples",
      paramLabel = "N",
      description = "Stop after N examples; required with --stream, which has no end.")
  private @Nullable Long examples;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = {
        "Passes over the data set (default 1). The scores cover the first pass, because later the"
            + " model has seen each example before."
      })
  private @Nullable Long epochs;

  @Option(
      names = "--until-converged",
      description = {
        "Pass over the data set until the loss falls by less than 0.1 %% in a pass, at most"
            + " --epochs times (here 1000 by default)."
      })
  private boolean untilConverged;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = {
        "Draw the faded log loss, or absolute error, of the first pass beside that of the best"
            + " baseline. FILE ends in .svg or .png."
      })
  private @Nullable Path plot;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @SuppressWarnings("NullAway.Init") // picocli injects what is annotated.
  EvaluateCommand() {}

  @Override
  public Integer call() {
    List<Configuration> configurations =
        compared.names().isEmpty() ? List.of(configuration.read()) : compared.read();
    Dataset dataset = datasets.open(null, configurations);
    if (dataset.size().isEmpty() && examples == null) {
      throw usage("--stream does not end: wants --examples N");
    }
    long limit = examples == null ? Long.MAX_VALUE : examples;
    long most = epochs != null ? epochs : untilConverged ? MANY_EPOCHS : 1;
    if (limit < 1 || most < 1) {
      throw usage("--examples and --epochs want at least 1");
    }
    ChartFile chart = chartFile();
    if (compared.names().isEmpty()) {
      evaluate(configurations.getFirst(), dataset, limit, most, chart);
    } else if (most > 1 || configuration.isGiven()) {
      throw usage("--compare excludes --config, and is of one pass");
    } else {
      compare(configurations, dataset, limit, chart);
    }
    return 0;
  }

  private @Nullable ChartFile chartFile() {
    try {
      return plot == null ? null : ChartFile.of(plot);
    } catch (IllegalArgumentException e) {
      throw usage("--plot: " + e.getMessage());
    }
  }

  private void compare(
      List<Configuration> configurations, Dataset dataset, long limit, @Nullable ChartFile chart) {
    List<PrequentialRun> runs =
        configurations.stream().map(one -> new PrequentialRun(one, dataset)).toList();
    PrequentialPass pass = pass(dataset, runs, limit);
    Comparison comparison = new Comparison(compared.names(), pass.runs());
    System.out.println(json ? comparison.json() : comparison.text());
    draw(chart, dataset, compared.names(), pass);
  }

  private void draw(
      @Nullable ChartFile chart, Dataset dataset, List<String> names, PrequentialPass pass) {
    if (chart != null) {
      LabelKind kind = dataset.columns().kind();
      chart.write(LossChart.of(datasets.describe(""), names, pass, kind));
    }
  }

  private void evaluate(
      Configuration read, Dataset dataset, long limit, long most, @Nullable ChartFile chart) {
    PrequentialRun run = new PrequentialRun(read, dataset);
    List<EvaluationSnapshot> passes = new ArrayList<>();
    Map<String, Long> notLearned = Map.of();
    String firstRefusal = null;
    long start = System.nanoTime();
    do {
      PrequentialPass pass = pass(dataset, List.of(run), limit);
      passes.add(run.evaluation().snapshot());
      if (passes.size() == 1) {
        notLearned = Report.notLearned(run);
        firstRefusal = run.firstRefusal();
        draw(chart, dataset, List.of(configuration.name()), pass);
      }
      if (most > 1) {
        String scores = LiveLine.scores(passes.getLast().whole());
        System.err.printf(Locale.ROOT, "epoch %d: %s%n", passes.size(), scores);
      }
    } while (passes.size() < most && !(untilConverged && converged(passes)));
    double seconds = (System.nanoTime() - start) / 1e9;
    if (untilConverged) {
      System.err.printf(
          Locale.ROOT,
          "%s after %d epochs%n",
          converged(passes) ? "converged" : "not converged",
          passes.size());
    }
    print(run, passes, notLearned, firstRefusal, seconds);
  }

  private static PrequentialPass pass(Dataset dataset, List<PrequentialRun> runs, long limit) {
    PrequentialPass pass = new PrequentialPass(dataset, runs);
    Progress progress = new Progress(size(dataset, limit));
    pass.run(
        limit,
        done ->
            progress.show(
                done,
                () -> "   " + LiveLine.scores(runs.getFirst().evaluation().snapshot().faded())));
    progress.end();
    return pass;
  }

  private static OptionalLong size(Dataset dataset, long limit) {
    return OptionalLong.of(Math.min(limit, dataset.size().orElse(limit)));
  }

  private static boolean converged(List<EvaluationSnapshot> passes) {
    if (passes.size() < 2) {
      return false;
    }
    double before = passes.get(passes.size() - 2).whole().loss();
    return !(passes.getLast().whole().loss() < before * (1 - LEAST_FALL));
  }

  private void print(
      PrequentialRun run,
      List<EvaluationSnapshot> passes,
      Map<String, Long> notLearned,
      @Nullable String firstRefusal,
      double seconds) {
    long seen = passes.stream().mapToLong(EvaluationSnapshot::examples).sum();
    Report report =
        new Report(
            "",
            passes.getFirst().examples(),
            passes.getFirst(),
            run.classNames(),
            notLearned,
            firstRefusal,
            seen / seconds,
            run.parameterCount(),
            run.weightsCrc32c(),
            run.doubts(),
            more(run, passes));
    System.out.println(json ? report.json() : report.text());
  }

  private Map<String, ?> more(PrequentialRun run, List<EvaluationSnapshot> passes) {
    Map<String, Object> more = new LinkedHashMap<>(Report.members(run.members()));
    if (untilConverged) {
      more.put("converged", converged(passes));
    }
    if (passes.size() > 1) {
      more.putAll(epochs(passes));
    }
    return more;
  }

  private static Map<String, ?> epochs(List<EvaluationSnapshot> passes) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (EvaluationSnapshot pass : passes) {
      lines.add(Report.epoch(lines.size() + 1, pass));
    }
    return Report.epochs(lines);
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
