package io.gradstream.feature;

import io.gradstream.record.Limits;
import io.gradstream.record.PathPattern;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a record make an example.
 *
 * @param features the features in order; a field that one names is left out of a wildcard's
 * @param label the label's field, missing in a record that is to be predicted only
 * @param labelKind whether labels are classes or real values
 * @param classes the names of the classes in order; empty where they are numbered by first sight,
 *     and for real values
 * @param id the field that identifies an example, or null for the record's key
 * @param weight the field of the importance weight, or null where all weigh the same
 * @param hashBits the hashed table has 2^hashBits rows
 */
public record Mapping(
    List<FeatureSpec> features,
    PathPattern label,
    LabelKind labelKind,
    List<String> classes,
    @Nullable PathPattern id,
    @Nullable PathPattern weight,
    int hashBits,
    Limits limits) {
  /** Not every field makes numeric inputs. */
  private static final int FIELDS_PER_INPUT = 4;

  /** What labels are. */
  public enum LabelKind {
    CLASSES,
    REAL
  }

  public Mapping {
    features = List.copyOf(features);
    classes = List.copyOf(classes);
    if (features.isEmpty()) {
      throw new IllegalArgumentException("features: got none, wants one or more");
    }
    if (label.isWildcard()
        || (id != null && id.isWildcard())
        || (weight != null && weight.isWildcard())) {
      throw new IllegalArgumentException("label, id and weight want one field each, no wildcard");
    }
    if (hashBits < 1 || hashBits > FeatureKind.Embedding.MAX_BITS) {
      throw new IllegalArgumentException(
          "hash-bits: got %d, wants 1 to %d".formatted(hashBits, FeatureKind.Embedding.MAX_BITS));
    }
    checkClasses(classes, labelKind);
    checkFields(features, label, id, weight);
    checkInputs(features);
  }

  /** An input or an embedding is of one field. */
  private static void checkInputs(List<FeatureSpec> features) {
    Set<String> seen = new HashSet<>();
    for (FeatureSpec feature : features) {
      if (feature instanceof FeatureSpec.Field(PathPattern path, FeatureKind kind)) {
        if (kind instanceof FeatureKind.Embedding && path.isWildcard()) {
          throw new IllegalArgumentException(
              "features: got an embedding of %s, wants one field".formatted(path));
        }
        for (String input : kind.inputNames(path.text())) {
          if (!seen.add(input)) {
            throw new IllegalArgumentException(
                "features: got two that make the input %s".formatted(input));
          }
        }
      }
    }
  }

  private static void checkClasses(List<String> classes, LabelKind kind) {
    Set<String> seen = new HashSet<>();
    for (String name : classes) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException("classes: got %s twice in %s".formatted(name, classes));
      }
    }
    if (kind == LabelKind.REAL && !classes.isEmpty()) {
      throw new IllegalArgumentException("classes: got %s for a real label".formatted(classes));
    }
    if (classes.size() == 1) {
      throw new IllegalArgumentException("classes: got only " + classes + ", wants two or more");
    }
  }

  private static void checkFields(
      List<FeatureSpec> features,
      PathPattern label,
      @Nullable PathPattern id,
      @Nullable PathPattern weight) {
    Set<FeatureSpec> seen = new HashSet<>();
    for (FeatureSpec feature : features) {
      if (!seen.add(feature)) {
        throw new IllegalArgumentException("features: got %s twice".formatted(feature));
      }
      for (PathPattern path : feature.paths()) {
        if (path.equals(label)) {
          throw new IllegalArgumentException("features: got the label's field " + label);
        }
        checkNotInside("label", label, path);
        checkNotInside("id", id, path);
        checkNotInside("weight", weight, path);
      }
    }
  }

  private static void checkNotInside(
      String name, @Nullable PathPattern reserved, PathPattern feature) {
    if (reserved != null && !feature.equals(reserved) && feature.isWithin(reserved)) {
      throw new IllegalArgumentException(
          "features: got %s, which is inside the %s %s".formatted(feature, name, reserved));
    }
  }

  /** The paths of label, id and weight: of one value each, and nothing inside is a feature. */
  Set<PathPattern> reserved() {
    Set<PathPattern> paths = new LinkedHashSet<>(List.of(label));
    Optional.ofNullable(id).ifPresent(paths::add);
    Optional.ofNullable(weight).ifPresent(paths::add);
    return paths;
  }

  /** All the paths that are read, each once. */
  List<PathPattern> paths() {
    Set<PathPattern> paths = reserved();
    features.forEach(feature -> paths.addAll(feature.paths()));
    return List.copyOf(paths);
  }

  /** Whether all inputs are known before the first record: no wildcard, no kind left open. */
  public boolean isClosed() {
    return features.stream()
        .allMatch(
            feature ->
                !(feature instanceof FeatureSpec.Field field)
                    || !(field.path().isWildcard() || field.kind() instanceof FeatureKind.Auto));
  }

  /** The inputs that are known before the first record, in order. */
  public List<String> namedInputs() {
    return features.stream()
        .filter(FeatureSpec.Field.class::isInstance)
        .map(FeatureSpec.Field.class::cast)
        .filter(field -> !field.path().isWildcard())
        .flatMap(field -> field.kind().inputNames(field.path().text()).stream())
        .distinct()
        .toList();
  }

  /** The number of inputs that there may come to be. */
  public int inputCapacity() {
    return isClosed() ? namedInputs().size() : Math.max(limits.features(), namedInputs().size());
  }

  /**
   * The number of fields that may come to be features by a wildcard, or of a kind that is chosen by
   * their first value.
   */
  int fieldCapacity() {
    return isClosed() ? 0 : FIELDS_PER_INPUT * limits.features();
  }

  /** The number of places in one record that may be looked at for wildcards. */
  int mostWildPlaces() {
    return FIELDS_PER_INPUT * (limits.features() + paths().size());
  }

  /** The number of classes that there may come to be; 0 for real labels. */
  public int classCapacity() {
    if (labelKind == LabelKind.REAL) {
      return 0;
    }
    return classes.isEmpty() ? limits.classes() : classes.size();
  }

  /** Whether the hashed table has any use. */
  public boolean usesTable() {
    return features.stream()
        .anyMatch(
            feature ->
                !(feature instanceof FeatureSpec.Field field)
                    || switch (field.kind()) {
                      case FeatureKind.Auto a -> true;
                      case FeatureKind.Categorical c -> true;
                      case FeatureKind.Text t -> true;
                      default -> false;
                    });
  }

  /** The embeddings, in the order of the features. */
  public List<FeatureKind.Embedding> embeddings() {
    return features.stream()
        .filter(FeatureSpec.Field.class::isInstance)
        .map(feature -> ((FeatureSpec.Field) feature).kind())
        .filter(FeatureKind.Embedding.class::isInstance)
        .map(FeatureKind.Embedding.class::cast)
        .toList();
  }
}
