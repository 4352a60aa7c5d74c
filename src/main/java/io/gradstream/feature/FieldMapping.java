package io.gradstream.feature;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a record make an example.
 *
 * @param features the feature fields in order; empty for every numeric and boolean field but label
 *     and id
 * @param label the label field, null or missing in a record that is to be predicted only
 * @param classes the names of the classes in order; empty where the label is a real value
 * @param id the field that identifies an example, or null for the record's key
 */
public record FieldMapping(
    List<String> features, String label, List<String> classes, @Nullable String id) {
  /** Checks that names are unique and the label is no feature. */
  public FieldMapping {
    features = List.copyOf(features);
    classes = List.copyOf(classes);
    checkUnique("features", features);
    checkUnique("classes", classes);
    if (features.contains(label)) {
      throw new IllegalArgumentException("features: got the label field " + label + " too");
    }
    if (classes.size() == 1) {
      throw new IllegalArgumentException("classes: got only " + classes + ", wants two or more");
    }
  }

  private static void checkUnique(String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException("%s: got %s twice".formatted(what, name));
      }
    }
  }
}
