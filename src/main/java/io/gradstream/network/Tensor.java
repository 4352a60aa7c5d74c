package io.gradstream.network;

/**
 * A view of a network's flat parameters: {@code rows} rows of {@code columns} elements from {@code
 * offset} on.
 *
 * @param name as in {@code layer1/weights}
 * @param columns the stored length of a row, a multiple of the kernels' lanes
 * @param used how many of a row's elements are parameters; the others are and stay zero
 */
public record Tensor(String name, int offset, int rows, int columns, int used) {
  /** One past the last element, padding included. */
  public int end() {
    return offset + rows * columns;
  }
}
