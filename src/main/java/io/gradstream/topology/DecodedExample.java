package io.gradstream.topology;

import io.gradstream.learning.Example;
import org.jspecify.annotations.Nullable;

/** An example on its way from {@code decode} to {@code learn}, with the bytes it came from. */
final class DecodedExample {
  final Example example;
  final @Nullable String id;
  final byte[] bytes;

  DecodedExample(Example example, @Nullable String id, byte[] bytes) {
    this.example = example;
    this.id = id;
    this.bytes = bytes;
  }
}
