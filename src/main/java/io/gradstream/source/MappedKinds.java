package io.gradstream.source;

import io.gradstream.config.MappingConfig;
import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Task;
import io.gradstream.feature.FeatureKind;
import io.gradstream.feature.FeatureSpec;
import io.gradstream.record.PathPattern.Segment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What mappings say that the columns of a file are, before it is read.
 *
 * @param agreed what all of them say of features, by the names of the columns
 * @param disputed what some of them say of features of which others say something else, or nothing
 * @param task what all of them say of the label
 */
public record MappedKinds(
    Map<String, ColumnKind> agreed, Map<String, Set<ColumnKind>> disputed, Task task) {

  public MappedKinds {
    agreed = Map.copyOf(agreed);
    disputed = Map.copyOf(disputed);
  }

  /**
   * What one or more mappings say.
   *
   * @param columns the names of the features
   * @param label the name of the label
   */
  public static MappedKinds of(List<MappingConfig> mappings, List<String> columns, String label) {
    List<String> names = new ArrayList<>(columns);
    names.add(label);
    List<String> fields = DatasetTopic.fieldNames(names);
    Map<String, ColumnKind> agreed = new HashMap<>();
    Map<String, Set<ColumnKind>> disputed = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String field = fields.get(i);
      List<ColumnKind> said =
          mappings.stream().map(one -> kind(one, field)).flatMap(Optional::stream).toList();
      Set<ColumnKind> distinct = Set.copyOf(said);
      if (said.size() == mappings.size() && distinct.size() == 1) {
        agreed.put(columns.get(i), said.getFirst());
      } else if (!said.isEmpty()) {
        disputed.put(columns.get(i), distinct);
      }
    }
    return new MappedKinds(agreed, disputed, task(mappings));
  }

  private static Task task(List<MappingConfig> mappings) {
    Set<Task> said = EnumSet.noneOf(Task.class);
    for (MappingConfig mapping : mappings) {
      said.add(
          switch (mapping.labelKind()) {
            case CLASSES -> Task.CLASSIFICATION;
            case REAL -> Task.REGRESSION;
            case null -> Task.AUTO;
          });
    }
    return said.size() == 1 ? said.iterator().next() : Task.AUTO;
  }

  /**
   * What a mapping says of a field: numbers, if any feature takes it for that. A cross, to which
   * the number 7 and the text are the same, says nothing of a field that is a feature itself.
   */
  private static Optional<ColumnKind> kind(MappingConfig mapping, String field) {
    List<FeatureSpec> naming =
        having(
            mapping, segment -> segment instanceof Segment.Name name && name.name().equals(field));
    List<FeatureSpec> said = naming.isEmpty() ? having(mapping, MappedKinds::isAny) : naming;
    boolean onlyCrossed = said.stream().allMatch(FeatureSpec.Cross.class::isInstance);
    return said.stream()
        .filter(feature -> onlyCrossed || feature instanceof FeatureSpec.Field)
        .map(MappedKinds::kind)
        .flatMap(Optional::stream)
        .sorted()
        .findFirst();
  }

  private static List<FeatureSpec> having(MappingConfig mapping, Predicate<Segment> first) {
    return mapping.features().stream()
        .filter(
            feature ->
                feature.paths().stream().anyMatch(path -> first.test(path.segments().getFirst())))
        .toList();
  }

  private static boolean isAny(Segment segment) {
    return segment instanceof Segment.AnyName || segment instanceof Segment.Rest;
  }

  private static Optional<ColumnKind> kind(FeatureSpec feature) {
    return switch (feature) {
      case FeatureSpec.Cross cross -> Optional.of(ColumnKind.TEXT);
      case FeatureSpec.Field field ->
          switch (field.kind()) {
            case FeatureKind.Numeric numeric -> Optional.of(ColumnKind.NUMBER);
            case FeatureKind.Flag flag -> Optional.of(ColumnKind.NUMBER);
            case FeatureKind.Categorical categorical -> Optional.of(ColumnKind.TEXT);
            case FeatureKind.Embedding embedding -> Optional.of(ColumnKind.TEXT);
            case FeatureKind.Text text -> Optional.of(ColumnKind.TEXT);
            case FeatureKind.Auto auto -> Optional.empty();
            case FeatureKind.Timestamp timestamp -> Optional.empty();
            case FeatureKind.Vector vector -> Optional.empty();
          };
    };
  }
}
