package io.gradstream.network;

/**
 * An embedding: a table of which an example looks up one row, whose elements are inputs of the
 * first layer. The table is learned with the rest.
 *
 * @param rows how many things it tells apart
 * @param width the length of a row
 */
public record EmbeddingSpec(int rows, int width) {
  /** The length of a row at most. */
  public static final int MAX_WIDTH = 1024;

  /** Checks the limits. */
  public EmbeddingSpec {
    if (rows < 1 || rows > NetworkSpec.MAX_TABLE_ROWS) {
      throw new IllegalArgumentException(
          "embedding rows: got %d, wants 1 to %d".formatted(rows, NetworkSpec.MAX_TABLE_ROWS));
    }
    if (width < 1 || width > MAX_WIDTH) {
      throw new IllegalArgumentException(
          "embedding width: got %d, wants 1 to %d".formatted(width, MAX_WIDTH));
    }
  }

  /** As in {@code 1000x8}. */
  @Override
  public String toString() {
    return rows + "x" + width;
  }
}
