package io.gradstream.feature;

import io.gradstream.record.PathPattern;
import java.util.List;
import java.util.stream.Collectors;

/** A feature as it is configured. */
public sealed interface FeatureSpec {
  /** What is read for it. */
  List<PathPattern> paths();

  /** The fields that a path stands for, each a feature of one kind. */
  record Field(PathPattern path, FeatureKind kind) implements FeatureSpec {
    @Override
    public List<PathPattern> paths() {
      return List.of(path);
    }

    @Override
    public String toString() {
      return path + " " + kind;
    }
  }

  /** The combination of the values of several fields, hashed into the table as one category. */
  record Cross(List<PathPattern> paths) implements FeatureSpec {
    /** Fields of a cross at most. */
    public static final int MAX_FIELDS = 5;

    public Cross {
      paths = List.copyOf(paths);
      if (paths.size() < 2 || paths.size() > MAX_FIELDS) {
        throw new IllegalArgumentException(
            "cross: got %d paths, wants 2 to %d".formatted(paths.size(), MAX_FIELDS));
      }
      for (PathPattern path : paths) {
        if (path.isWildcard()) {
          throw new IllegalArgumentException("cross: got %s, wants no wildcard".formatted(path));
        }
      }
    }

    @Override
    public String toString() {
      return paths.stream().map(PathPattern::text).collect(Collectors.joining(" x "));
    }
  }
}
