package io.gradstream.live;

import io.gradstream.status.PartitionStatus;
import io.gradstream.status.StatusBoard;
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
    List<Integer> partitions) {
  private static final int MAX_CLASSES = 50;
  private static final int MAX_LINE_CHARS = 4_000;

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
        models.specification().lines().map(ModelView::cut).toList(),
        models.kernels(),
        startedMillis,
        models.describe(),
        open.stream().map(PartitionStatus::partition).toList());
  }

  private static String cut(String line) {
    return line.substring(0, Math.min(line.length(), MAX_LINE_CHARS));
  }
}
