package io.gradstream.live;

import io.gradstream.evaluation.Score;
import io.gradstream.status.PartitionStatus;
import io.gradstream.status.StatusBoard;
import io.gradstream.text.Shown;
import io.gradstream.wiring.LearningWiring;
import io.gradstream.wiring.ModelFactory;
import java.util.List;

/**
 * What is learned by what: {@code /api/model}.
 *
 * @param classes the first ones known
 * @param startedMs another one is another process
 */
record ModelView(
    String application,
    String version,
    String task,
    String inputTopic,
    List<String> classes,
    long parameters,
    List<String> specification,
    String kernels,
    long startedMs,
    String learner,
    List<ScoreView> scores,
    List<Integer> partitions) {
  private static final int MAX_CLASSES = 50;
  private static final int MAX_LINE_CHARS = 4_000;

  /**
   * A score of its predictions.
   *
   * @param field its name in {@code /api/evaluation}
   * @param title its name for people
   * @param isShare whether it is read as a percentage
   * @param isBaseline whether it is that of a baseline, shown after the first score
   */
  record ScoreView(String field, String title, boolean isShare, boolean isBaseline) {}

  static ModelView of(
      LearningWiring wiring, StatusBoard board, long parameters, long startedMillis) {
    ModelFactory models = wiring.models();
    List<PartitionStatus> open = board.open();
    String version = ModelView.class.getPackage().getImplementationVersion();
    return new ModelView(
        wiring.application(),
        version == null ? "not packaged" : version,
        models.predictsValues() ? "regression" : "classification",
        wiring.topics().input(),
        open.stream()
            .flatMap(status -> status.classes().stream())
            .distinct()
            .limit(MAX_CLASSES)
            .toList(),
        parameters,
        models.specification().lines().map(line -> Shown.cut(line, MAX_LINE_CHARS)).toList(),
        models.kernels(),
        startedMillis,
        models.describe(),
        scores(models.predictsValues()),
        open.stream().map(PartitionStatus::partition).toList());
  }

  private static List<ScoreView> scores(boolean ofValues) {
    return Score.ofLabels(ofValues).stream()
        .map(
            score ->
                new ScoreView(score.field(), score.title(), score.isShare(), score.isBaseline()))
        .toList();
  }
}
