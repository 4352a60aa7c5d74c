package io.gradstream.input;

import io.gradstream.learning.Example;
import org.jspecify.annotations.Nullable;

/**
 * An example and what its outputs call it.
 *
 * @param id null if the record has none
 */
public record IdentifiedExample(@Nullable String id, Example example) {}
