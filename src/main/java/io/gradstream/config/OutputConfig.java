package io.gradstream.config;

import io.gradstream.serde.Format;
import org.jspecify.annotations.Nullable;

/** The topics that are written and how; null where the name follows from another. */
public record OutputConfig(
    Format format,
    @Nullable String prefix,
    @Nullable String predictions,
    @Nullable String losses,
    @Nullable String evaluations,
    @Nullable String drifts,
    @Nullable String rejects,
    short replicationFactor) {
  private static final Format[] FORMATS = {
    Format.AVRO_SINGLE_OBJECT, Format.AVRO_REGISTRY, Format.JSON
  };

  static OutputConfig of(Section section) {
    return new OutputConfig(
        section.choice("format", FORMATS),
        section.textOrNull("prefix"),
        section.textOrNull("predictions"),
        section.textOrNull("losses"),
        section.textOrNull("evaluations"),
        section.textOrNull("drifts"),
        section.textOrNull("rejects"),
        replicationFactor(section));
  }

  private static short replicationFactor(Section section) {
    long factor = section.whole("replication-factor", -1, Short.MAX_VALUE);
    if (factor == 0) {
      throw new IllegalArgumentException(
          "replication-factor: got 0, wants at least 1, or -1 for the broker's default");
    }
    return (short) factor;
  }

  /** The same with another prefix. */
  public OutputConfig withPrefix(String prefix) {
    return new OutputConfig(
        format, prefix, predictions, losses, evaluations, drifts, rejects, replicationFactor);
  }
}
