package io.gradstream.config;

import io.gradstream.feature.FeatureKind;
import io.gradstream.feature.FeatureSpec;
import io.gradstream.feature.Mapping;
import io.gradstream.record.Limits;
import io.gradstream.record.PathPattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mapping but for what labels are, where that is left to the records' schema.
 *
 * @param labelKind null where classes or a schema decide
 */
public record MappingConfig(
    List<FeatureSpec> features,
    PathPattern label,
    Mapping.@Nullable LabelKind labelKind,
    List<String> classes,
    @Nullable PathPattern id,
    @Nullable PathPattern weight,
    int hashBits,
    Limits limits) {
  private static final List<FeatureSpec> EVERYTHING =
      List.of(new FeatureSpec.Field(PathPattern.parse("**"), new FeatureKind.Auto()));

  private enum Task {
    AUTO,
    CLASSIFICATION,
    REGRESSION
  }

  static MappingConfig of(Section section) {
    List<String> classes = section.texts("classes");
    Mapping.LabelKind byClasses = classes.isEmpty() ? null : Mapping.LabelKind.CLASSES;
    MappingConfig config =
        new MappingConfig(
            section.items("features", "path").stream().map(FeatureSection::spec).toList(),
            PathPattern.parse(section.text("label")),
            switch (section.choice("task", Task.values())) {
              case AUTO -> byClasses;
              case CLASSIFICATION -> Mapping.LabelKind.CLASSES;
              case REGRESSION -> Mapping.LabelKind.REAL;
            },
            classes,
            path(section, "id"),
            path(section, "weight"),
            (int) section.whole("hash-bits", 1, 24),
            section.section("limits").build(MappingConfig::limits));
    config.resolve(Mapping.LabelKind.CLASSES); // What is wrong whatever labels are is to fail now.
    return config;
  }

  /** Whether the features are left to the records: none was configured. */
  public boolean isOpenToAll() {
    return features.equals(EVERYTHING);
  }

  private static @Nullable PathPattern path(Section section, String name) {
    String text = section.textOrNull(name);
    return text == null ? null : PathPattern.parse(text);
  }

  private static Limits limits(Section section) {
    return new Limits(
        (int) section.whole("record-bytes", 1, 1 << 30),
        (int) section.whole("text-bytes", 1, 1 << 24),
        (int) section.whole("list-length", 1, 1 << 20),
        (int) section.whole("features", 1, 1 << 20),
        (int) section.whole("classes", 2, 10_000));
  }

  /**
   * The whole mapping.
   *
   * @param bySchema what labels are if that is not configured; null if the schema does not say
   * @throws ConfigurationException if neither says, or the mapping cannot work
   */
  public Mapping resolve(Mapping.@Nullable LabelKind bySchema) {
    Mapping.LabelKind kind = labelKind == null ? bySchema : labelKind;
    if (kind == null) {
      throw new ConfigurationException(
          "mapping.task",
          "auto, and neither classes nor a schema that say what labels are",
          "classification or regression");
    }
    try {
      return new Mapping(features, label, kind, classes, id, weight, hashBits, limits);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("mapping." + e.getMessage());
    }
  }
}
