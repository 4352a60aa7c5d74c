package io.gradstream.learning;

/** What an example turned out to be. */
public sealed interface Label {
  /** One of the classes, by its index. */
  record Category(int index) implements Label {}

  /** A real value. */
  record Real(double value) implements Label {}
}
