package io.gradstream.network;

import java.util.Locale;

/** A hidden layer: its width and what it does to its weighted sums. */
public record LayerSpec(int units, Activation activation) {
  /** Checks the width. */
  public LayerSpec {
    if (units < 1 || units > NetworkSpec.MAX_WIDTH) {
      throw new IllegalArgumentException(
          "hidden: got %d, wants 1 to %d".formatted(units, NetworkSpec.MAX_WIDTH));
    }
  }

  @Override
  public String toString() {
    return units + " " + activation.name().toLowerCase(Locale.ROOT);
  }
}
