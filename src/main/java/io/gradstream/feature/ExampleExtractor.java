package io.gradstream.feature;

import io.gradstream.learning.Example;
import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.Label;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads examples from the records of one schema. The feature vector is reused: an example is valid
 * until the next one.
 */
public final class ExampleExtractor {
  /** Features of an example at most. */
  private static final int MAX_FEATURES = 1 << 20;

  /** A class name longer than this is text even if it is all digits. */
  private static final int MAX_NUMBER_CHARS = 64;

  private final List<String> featureNames;
  private final int[] featurePositions;
  private final int labelPosition;
  private final int idPosition;
  private final Map<String, Label.Category> categories = new HashMap<>();
  private final FeatureVector features;

  /**
   * Binds a mapping to a schema.
   *
   * @throws IllegalArgumentException if a field is not in the schema, or is of a type that makes no
   *     feature or label
   */
  public ExampleExtractor(Schema schema, FieldMapping mapping) {
    this.labelPosition = field(schema, "label", mapping.label()).pos();
    this.idPosition = mapping.id() == null ? -1 : field(schema, "id", mapping.id()).pos();
    List<Schema.Field> fields = featureFields(schema, mapping);
    if (fields.isEmpty() || fields.size() > MAX_FEATURES) {
      throw new IllegalArgumentException(
          "features: got %d numeric or boolean fields in %s, wants 1 to %d"
              .formatted(fields.size(), schema.getFullName(), MAX_FEATURES));
    }
    checkLabel(schema.getFields().get(labelPosition).schema(), mapping);
    this.featureNames = fields.stream().map(Schema.Field::name).toList();
    this.featurePositions = fields.stream().mapToInt(Schema.Field::pos).toArray();
    this.features = new FeatureVector(fields.size());
    for (int k = 0; k < mapping.classes().size(); k++) {
      String name = mapping.classes().get(k);
      Label.Category category = new Label.Category(k);
      if (categories.put(canonical(name), category) != null) {
        throw new IllegalArgumentException(
            "classes: got %s, of which some are the same number".formatted(mapping.classes()));
      }
      categories.put(name, category); // so that a record with this very text is read faster
    }
  }

  private List<Schema.Field> featureFields(Schema schema, FieldMapping mapping) {
    List<Schema.Field> fields = new ArrayList<>();
    if (mapping.features().isEmpty()) {
      for (Schema.Field field : schema.getFields()) {
        if (field.pos() != labelPosition && field.pos() != idPosition && isNumeric(field)) {
          fields.add(field);
        }
      }
      return fields;
    }
    for (String name : mapping.features()) {
      Schema.Field field = field(schema, "features", name);
      if (!isNumeric(field)) {
        throw new IllegalArgumentException(
            "features: got %s of type %s, wants a number or boolean, or a union of one with null"
                .formatted(name, field.schema()));
      }
      fields.add(field);
    }
    return fields;
  }

  private static Schema.Field field(Schema schema, String role, String name) {
    return Optional.ofNullable(schema.getField(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: got %s, but %s has only %s"
                        .formatted(
                            role,
                            name,
                            schema.getFullName(),
                            schema.getFields().stream().map(Schema.Field::name).toList())));
  }

  private static void checkLabel(Schema label, FieldMapping mapping) {
    List<Schema> types = label.isUnion() ? label.getTypes() : List.of(label);
    boolean real = mapping.classes().isEmpty();
    for (Schema type : types) {
      boolean fits =
          isNumeric(type)
              || type.getType() == Schema.Type.NULL
              || (!real && List.of(Schema.Type.STRING, Schema.Type.ENUM).contains(type.getType()));
      if (!fits) {
        throw new IllegalArgumentException(
            "label: got %s of type %s, wants a number or boolean%s"
                .formatted(
                    mapping.label(),
                    label,
                    real ? "; a text wants mapping.classes" : ", a text or an enum"));
      }
    }
  }

  private static boolean isNumeric(Schema.Field field) {
    Schema schema = field.schema();
    if (schema.isUnion()) {
      return schema.isNullable()
          && schema.getTypes().size() == 2
          && schema.getTypes().stream().anyMatch(ExampleExtractor::isNumeric);
    }
    return isNumeric(schema);
  }

  private static boolean isNumeric(Schema schema) {
    return switch (schema.getType()) {
      case INT, LONG, FLOAT, DOUBLE, BOOLEAN -> true;
      default -> false;
    };
  }

  /** The names of the features, in the order of the vector. */
  public List<String> featureNames() {
    return featureNames;
  }

  /** The example a record makes. */
  public Example extract(GenericRecord record) throws UnfitException {
    for (int i = 0; i < featurePositions.length; i++) {
      Object value = record.get(featurePositions[i]);
      if (value == null) {
        features.setMissing(i);
      } else {
        features.set(i, finite(number(value), featureNames.get(i)));
      }
    }
    return new Example(features, label(record.get(labelPosition)));
  }

  /** The example's id, or null if no field is mapped to it or it is null. */
  public @Nullable String id(GenericRecord record) {
    Object id = idPosition < 0 ? null : record.get(idPosition);
    return id == null ? null : id.toString();
  }

  private static double number(Object value) {
    return value instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) value).doubleValue();
  }

  private static double finite(double value, String field) throws UnfitException {
    if (!Float.isFinite((float) value)) {
      throw new UnfitException(
          "field %s: got %s, wants a number in the range of a float".formatted(field, value));
    }
    return value;
  }

  private @Nullable Label label(@Nullable Object value) throws UnfitException {
    if (value == null) {
      return null;
    }
    if (!categories.isEmpty()) {
      String name = value.toString();
      Label.Category category = categories.get(name);
      if (category == null) {
        category = categories.get(canonical(name));
      }
      if (category == null) {
        throw new UnfitException("label: got class %s, wants a known one".formatted(value));
      }
      return category;
    }
    if (value instanceof Number || value instanceof Boolean) {
      return new Label.Real(finite(number(value), "label"));
    }
    throw new UnfitException("label: got %s, wants a number".formatted(value));
  }

  /** Classes are compared as text, numbers among them by value: 1 and 1.0 are the same class. */
  private static String canonical(String name) {
    if (name.length() > MAX_NUMBER_CHARS) {
      return name;
    }
    try {
      return new BigDecimal(name).stripTrailingZeros().toString();
    } catch (ArithmeticException | NumberFormatException e) {
      return name;
    }
  }
}
