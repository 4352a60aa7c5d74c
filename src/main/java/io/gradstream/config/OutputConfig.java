package io.gradstream.config;

import org.jspecify.annotations.Nullable;

/** The topics that are written; null where the name follows from another. */
public record OutputConfig(
    @Nullable String prefix,
    @Nullable String predictions,
    @Nullable String losses,
    @Nullable String rejects,
    short replicationFactor) {
  static OutputConfig of(Section section) {
    return new OutputConfig(
        section.textOrNull("prefix"),
        section.textOrNull("predictions"),
        section.textOrNull("losses"),
        section.textOrNull("rejects"),
        (short) section.whole("replication-factor", -1, Short.MAX_VALUE));
  }
}
