package io.gradstream.support;

import io.gradstream.evaluation.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a run would tell the live page. Partition 0 learns three times as many examples as partition
 * 1, and better, until a drift.
 */
public final class LiveRun {
  private static final int[] EXAMPLES_PER_SECOND = {300, 100};

  /** In this second records waited long. */
  private static final int LONG_COMMIT = 20;

  private static final double[] LEVEL = {0.9, 0.5};
  private static final List<String> CLASSES = List.of("oak", "ash", "<b>yew</b>");
  private static final List<String> MEMBERS = List.of("64 constant 0.01", "linear coin-betting");

  private final long startedMillis;
  private final boolean classes;
  private final List<Object> points = new ArrayList<>();
  private final List<Object> predictions = new ArrayList<>();
  private final List<Object> rejects = new ArrayList<>();
  private final List<Object> drifts = new ArrayList<>();
  private int seconds;
  private int sinceDrift;
  private int unstable;

  public LiveRun(long startedMillis, boolean classes) {
    this.startedMillis = startedMillis;
    this.classes = classes;
  }

  synchronized void learn() {
    seconds++;
    sinceDrift++;
    points.add(point());
    predictions.addFirst(prediction());
  }

  synchronized Object point() {
    return map(
        "t",
        millis(),
        "examples",
        400 * seconds,
        "rate",
        400.0,
        "latency_ms",
        seconds == LONG_COMMIT ? 4_000.0 : 12.5,
        "partitions",
        partitions(p -> history(p)));
  }

  private Map<String, @Nullable Object> history(int p) {
    Map<String, @Nullable Object> it = map("partition", p, "examples", examples(p));
    it.putAll(scores(p));
    it.put("drifts", p == 0 ? drifts.size() : 0);
    it.put("members", List.of(0.7, 0.3));
    return it;
  }

  synchronized Object prediction() {
    return map(
        "partition",
        0,
        "offset",
        400 * seconds,
        "id",
        "tree-" + seconds,
        "predicted",
        classes ? "oak" : 1.5,
        "label",
        classes ? "oak" : 1.25,
        "loss",
        0.25,
        "confidence",
        classes ? 0.9 : null,
        "time_ms",
        millis());
  }

  synchronized Object drift() {
    sinceDrift = 0;
    Object drift = map("partition", 0, "example", examples(0), "time_ms", millis());
    drifts.addFirst(drift);
    return drift;
  }

  /** Records of partition 0 that wait for a transaction to end. */
  synchronized void hold(int records) {
    unstable = records;
  }

  private String state() {
    return unstable == 0
        ? "running"
        : unstable + " records wait for a transaction to end, for 9 seconds";
  }

  synchronized Object reject(String reason, String detail) {
    Object reject =
        map(
            "topic",
            "trees",
            "partition",
            1,
            "offset",
            400 * seconds + rejects.size(),
            "reason",
            reason,
            "detail",
            detail,
            "time_ms",
            millis());
    rejects.addFirst(reject);
    return reject;
  }

  synchronized Object answer(String name) {
    return switch (name) {
      case "model" -> model();
      case "topology" -> topology();
      case "history" -> map("interval_ms", 1000, "points", List.copyOf(points));
      case "recent" ->
          map(
              "predictions", predictions.subList(0, Math.min(50, predictions.size())),
              "rejects", List.copyOf(rejects),
              "drifts", List.copyOf(drifts));
      case "evaluation" ->
          map("now_ms", millis(), "state", state(), "partitions", partitions(p -> evaluation(p)));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private Object model() {
    return map(
        "application",
        "tree-learner",
        "version",
        "1",
        "task",
        classes ? "classification" : "regression",
        "input_topic",
        "trees",
        "classes",
        classes ? CLASSES : List.of(),
        "parameters",
        1029,
        "specification",
        List.of("inputs 10", "dense 64"),
        "kernels",
        "scalar",
        "started_ms",
        startedMillis,
        "learner",
        "pool of 2",
        "scores",
        Score.ofLabels(!classes).stream()
            .map(
                score ->
                    map(
                        "field",
                        score.field(),
                        "title",
                        score.title(),
                        "is_share",
                        score.isShare(),
                        "is_baseline",
                        score.isBaseline()))
            .toList(),
        "partitions",
        List.of(0, 1));
  }

  private static Object topology() {
    List<Object> nodes = new ArrayList<>();
    nodes.add(map("name", "trees", "kind", "source", "label", "trees", "topic", "trees"));
    nodes.add(map("name", "learn", "kind", "processor", "label", "learn", "topic", null));
    nodes.add(map("name", "parameters", "kind", "store", "label", "parameters", "topic", null));
    nodes.add(map("name", "losses", "kind", "sink", "label", "losses", "topic", "losses"));
    List<Object> edges =
        List.of(
            map("from", "trees", "to", "learn"),
            map("from", "learn", "to", "parameters"),
            map("from", "learn", "to", "losses"));
    return map("nodes", nodes, "edges", edges, "text", "Topologies: …");
  }

  private Map<String, @Nullable Object> evaluation(int p) {
    int waiting = p == 0 ? unstable : 0;
    Map<String, @Nullable Object> it =
        map("partition", p, "examples", examples(p), "version", examples(p), "lag", 3 + waiting);
    it.put("unstable", waiting);
    it.put("drifts", p == 0 ? drifts.size() : 0);
    it.put("last_drift", null);
    List.of("whole", "faded", "windowed").forEach(scope -> it.put(scope, scores(p)));
    it.put(
        "members",
        MEMBERS.stream().map(name -> map("name", name, "share", 0.5, "loss", 0.25)).toList());
    it.put("better_baseline", null);
    it.put("doubts", p == 0 ? List.of("height has always been <b>the same</b>") : List.of());
    it.put("confusion", classes ? map("classes", CLASSES, "counts", counts()) : null);
    it.put(
        "calibration",
        classes ? List.of(map("confidence", 0.85, "accuracy", 0.8, "count", 20)) : null);
    it.put("scatter", classes ? null : List.of(List.of(1.0, 1.25), List.of(3.0, 2.5)));
    return it;
  }

  private static List<List<Integer>> counts() {
    return List.of(List.of(40, 2, 0), List.of(5, 30, 1), List.of(0, 0, 20));
  }

  /** The accuracy comes near to its level within a few seconds. */
  private Map<String, @Nullable Object> scores(int p) {
    double accuracy = LEVEL[p] * (1 - Math.exp(-sinceDrift / 4.0));
    return classes
        ? map(
            "loss",
            2 * (1 - accuracy),
            "accuracy",
            accuracy,
            "majority_accuracy",
            0.4,
            "last_label_accuracy",
            0.3)
        : map(
            "loss",
            2 * (1 - accuracy),
            "mae",
            5 * (1 - accuracy),
            "mean_mae",
            4.0,
            "last_value_mae",
            4.5);
  }

  private int examples(int p) {
    return EXAMPLES_PER_SECOND[p] * seconds;
  }

  private long millis() {
    return startedMillis + 1000L * seconds;
  }

  private static List<Object> partitions(IntFunction<Object> each) {
    return IntStream.range(0, EXAMPLES_PER_SECOND.length).mapToObj(each).toList();
  }

  private static Map<String, @Nullable Object> map(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> map = new HashMap<>();
    List<@Nullable Object> list = Arrays.asList(namesAndValues);
    for (int i = 0; i < list.size(); i += 2) {
      map.put(String.valueOf(list.get(i)), list.get(i + 1));
    }
    return map;
  }
}
