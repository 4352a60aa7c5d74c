package io.gradstream.cli;

import io.gradstream.app.PrequentialRun;
import io.gradstream.dataset.Dataset;
import io.gradstream.evaluation.EvaluationSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
      "Learns from a data set, testing on each example before training on it, without Kafka.",
      "",
      "It is the learner of the topology: the same stream gives the same weights, to the bit."
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

  @Option(
      names = "--examples",
      paramLabel = "N",
      description = "Examples at most; wanted with --stream, which does not end.")
  private @Nullable Long examples;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = {
        "Passes over the data set (default 1). The scores are of the first: in a later one the"
            + " model has seen each example before."
      })
  private @Nullable Long epochs;

  @Option(
      names = "--until-converged",
      description = {
        "Pass over the data set again until the loss falls by less than 0.1 %%, or --epochs times"
            + " (then 1000 by default)."
      })
  private boolean untilConverged;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @SuppressWarnings("NullAway.Init") // picocli injects what is annotated.
  EvaluateCommand() {}

  @Override
  public Integer call() {
    Dataset dataset = datasets.open(null);
    if (dataset.size().isEmpty() && examples == null) {
      throw usage("--stream does not end: wants --examples N");
    }
    long limit = examples == null ? Long.MAX_VALUE : examples;
    long most = epochs != null ? epochs : untilConverged ? MANY_EPOCHS : 1;
    if (limit < 1 || most < 1) {
      throw usage("--examples and --epochs want at least 1");
    }
    PrequentialRun run = new PrequentialRun(configuration.read(), dataset);
    List<EvaluationSnapshot> passes = new ArrayList<>();
    Map<String, Long> notLearned = Map.of();
    long start = System.nanoTime();
    do {
      passes.add(epoch(run, limit));
      if (passes.size() == 1) {
        notLearned = notLearned(run);
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
    print(run, passes, notLearned, seconds);
    return 0;
  }

  private static EvaluationSnapshot epoch(PrequentialRun run, long limit) {
    LiveLine line = new LiveLine(0);
    EvaluationSnapshot snapshot =
        run.epoch(
            limit,
            progress -> {
              if (line.due()) {
                line.show(progress.evaluation().snapshot(), 0);
              }
            });
    line.end();
    return snapshot;
  }

  private static boolean converged(List<EvaluationSnapshot> passes) {
    if (passes.size() < 2) {
      return false;
    }
    double before = passes.get(passes.size() - 2).whole().loss();
    return !(passes.getLast().whole().loss() < before * (1 - LEAST_FALL));
  }

  private static Map<String, Long> notLearned(PrequentialRun run) {
    Map<String, Long> rows = new LinkedHashMap<>();
    rows.put("refused", run.refused());
    rows.put("unlabelled", run.unlabelled());
    return rows;
  }

  private void print(
      PrequentialRun run,
      List<EvaluationSnapshot> passes,
      Map<String, Long> notLearned,
      double seconds) {
    long seen = passes.stream().mapToLong(EvaluationSnapshot::examples).sum();
    Report report =
        new Report(
            "",
            passes.getFirst(),
            run.classNames(),
            notLearned,
            seen / seconds,
            run.parameterCount(),
            run.weightsCrc32c(),
            more(passes));
    System.out.println(json ? report.json() : report.text());
  }

  private Map<String, ?> more(List<EvaluationSnapshot> passes) {
    Map<String, Object> more = new LinkedHashMap<>();
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
