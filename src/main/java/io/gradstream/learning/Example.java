package io.gradstream.learning;

import org.jspecify.annotations.Nullable;

/** Features and, if it is known, the label. */
public record Example(FeatureVector features, @Nullable Label label) {}
