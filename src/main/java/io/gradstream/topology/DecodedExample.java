package io.gradstream.topology;

import io.gradstream.learning.Example;
import org.jspecify.annotations.Nullable;

/** An example on its way from {@code decode} to {@code learn}, with the bytes it came from. */
record DecodedExample(Example example, @Nullable String id, byte[] bytes) {}
