package io.gradstream.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.feature.FeatureKind;
import io.gradstream.feature.FeatureSpec;
import io.gradstream.record.PathPattern;
import java.util.List;

/** One of the features of a mapping: a path, or an object with a path and a kind. */
final class FeatureSection {
  private enum Kind {
    AUTO,
    NUMERIC,
    BOOLEAN,
    CATEGORICAL,
    EMBEDDING,
    TEXT,
    VECTOR,
    TIMESTAMP
  }

  private FeatureSection() {}

  static FeatureSpec spec(Section section) {
    if (section.has("cross")) {
      Section cross = section.over(object().putNull("cross"));
      return cross.build(
          s -> new FeatureSpec.Cross(s.texts("cross").stream().map(PathPattern::parse).toList()));
    }
    Kind kind = section.has("kind") ? section.choice("kind", Kind.values()) : Kind.AUTO;
    Section complete = section.over(defaults(kind));
    return complete.build(
        s -> new FeatureSpec.Field(PathPattern.parse(s.text("path")), kind(kind, s)));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Every key that a feature of a kind may have, with its default. */
  private static ObjectNode defaults(Kind kind) {
    ObjectNode keys = object().putNull("path").putNull("kind");
    switch (kind) {
      case NUMERIC -> keys.put("log", false).putNull("clip");
      case EMBEDDING -> keys.put("width", 8).put("bits", 16);
      case TEXT -> keys.put("ngrams", 1);
      case VECTOR -> keys.putNull("length");
      case TIMESTAMP -> {
        keys.put("unit", "millis");
        keys.putArray("parts").add("hour").add("weekday").add("month");
      }
      case AUTO, BOOLEAN, CATEGORICAL -> {}
    }
    return keys;
  }

  private static FeatureKind kind(Kind kind, Section section) {
    return switch (kind) {
      case AUTO -> new FeatureKind.Auto();
      case NUMERIC -> numeric(section);
      case BOOLEAN -> new FeatureKind.Flag();
      case CATEGORICAL -> new FeatureKind.Categorical();
      case EMBEDDING ->
          new FeatureKind.Embedding(
              (int) section.whole("width", 1, 1024), (int) section.whole("bits", 1, 24));
      case TEXT -> new FeatureKind.Text((int) section.whole("ngrams", 1, 5));
      case VECTOR -> new FeatureKind.Vector((int) section.whole("length", 1, 1 << 16));
      case TIMESTAMP ->
          new FeatureKind.Timestamp(
              section.choices("parts", FeatureKind.Part.values()),
              section.choice("unit", FeatureKind.Unit.values()));
    };
  }

  private static FeatureKind numeric(Section section) {
    boolean log = section.flag("log");
    if (section.isNull("clip")) {
      return new FeatureKind.Numeric(
          log, FeatureKind.Numeric.PLAIN.least(), FeatureKind.Numeric.PLAIN.most());
    }
    List<Double> clip = section.numbers("clip");
    if (clip.size() != 2) {
      throw new IllegalArgumentException("clip: got %s, wants [least, most]".formatted(clip));
    }
    return new FeatureKind.Numeric(log, clip.getFirst(), clip.getLast());
  }
}
