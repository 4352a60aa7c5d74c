package io.gradstream.status;

/** What a record was predicted to be, or is. */
public sealed interface Outcome {
  /** A class, by its name. */
  record Named(String name) implements Outcome {}

  /** A real value. */
  record Real(double value) implements Outcome {}
}
