package io.gradstream.inspection;

import io.gradstream.config.Configuration;
import io.gradstream.config.EnumName;
import io.gradstream.feature.FeatureKind;
import io.gradstream.feature.FeatureSpec;
import io.gradstream.feature.Mapping;
import io.gradstream.wiring.LearningWiring;
import io.gradstream.wiring.ModelFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A summary of the model and its size, for people. */
public final class ModelSummary {
  private static final int SHOWN = 20;

  private final Mapping mapping;
  private final List<String> lines = new ArrayList<>();

  private ModelSummary(Mapping mapping) {
    this.mapping = mapping;
  }

  /** The lines, each a name and a text. */
  public static List<String> lines(LearningWiring wiring) {
    ModelSummary summary = new ModelSummary(wiring.mapping());
    ModelFactory models = wiring.models();
    summary.add("learner", models.describe());
    summary.examples();
    summary.size();
    long parameters = models.parameterCount();
    summary.add(
        "parameters",
        String.format(
            Locale.ROOT,
            "%,d, %,.1f MB, for each input partition: fewer with fewer inputs, classes or rows",
            parameters,
            parameters * Float.BYTES / 1e6));
    Configuration configuration = wiring.configuration();
    summary.add(
        "on drift", configuration.learner().raisesRates() ? "raise-rates" : "nothing is done");
    summary.add("seed", Long.toString(configuration.learner().seed()));
    summary.add("evaluation", configuration.evaluation().toString());
    summary.add("kernels", models.kernels());
    return summary.lines;
  }

  private void examples() {
    boolean real = mapping.labelKind() == Mapping.LabelKind.REAL;
    add("label", mapping.label() + (real ? ", a real number" : ", a class"));
    if (mapping.weight() != null) {
      add("weight", mapping.weight().toString());
    }
    String name = "features";
    for (FeatureSpec feature : mapping.features().stream().limit(SHOWN).toList()) {
      add(name, text(feature));
      name = "";
    }
    if (mapping.features().size() > SHOWN) {
      add(name, "and %d more".formatted(mapping.features().size() - SHOWN));
    }
  }

  /** The numbers that parameters are counted by, and the keys that they come from. */
  private void size() {
    add(
        "inputs",
        whole(mapping.inputCapacity())
            + (mapping.isClosed()
                ? ""
                : " at most, by mapping.limits.features: not every feature is named with a kind"));
    if (mapping.labelKind() == Mapping.LabelKind.CLASSES) {
      add("classes", whole(mapping.classCapacity()) + classes());
    }
    if (mapping.usesTable()) {
      add("table", whole(1 << mapping.hashBits()) + " rows, by mapping.hash-bits");
    }
  }

  private String classes() {
    List<String> names = mapping.classes();
    return names.isEmpty()
        ? " at most, by mapping.limits.classes: mapping.classes names none"
        : ": %s%s"
            .formatted(
                names.stream().limit(SHOWN).collect(Collectors.joining(", ")),
                names.size() > SHOWN ? ", …" : "");
  }

  private static String text(FeatureSpec feature) {
    return switch (feature) {
      case FeatureSpec.Field field -> "%s: %s".formatted(field.path(), text(field.kind()));
      case FeatureSpec.Cross cross -> "%s: cross".formatted(cross);
    };
  }

  private static String text(FeatureKind kind) {
    return switch (kind) {
      case FeatureKind.Auto auto -> "by its type";
      case FeatureKind.Numeric numeric ->
          "numeric"
              + (numeric.log() ? ", log" : "")
              + (Double.isInfinite(numeric.least())
                  ? ""
                  : ", clip %s to %s".formatted(numeric.least(), numeric.most()));
      case FeatureKind.Flag flag -> "boolean";
      case FeatureKind.Categorical categorical -> "categorical";
      case FeatureKind.Embedding embedding ->
          "embedding, %s rows of %d numbers"
              .formatted(whole(1 << embedding.bits()), embedding.width());
      case FeatureKind.Text text -> "text, ngrams %d".formatted(text.ngrams());
      case FeatureKind.Vector vector -> "vector of %d numbers".formatted(vector.length());
      case FeatureKind.Timestamp timestamp ->
          "timestamp, "
              + timestamp.parts().stream().map(EnumName::of).collect(Collectors.joining(", "));
    };
  }

  private static String whole(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void add(String name, String text) {
    lines.add("%-12s %s".formatted(name, text));
  }
}
