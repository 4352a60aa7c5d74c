package io.gradstream.kernel;

import io.gradstream.support.Floats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What an operation reads and writes, with slack before and after the matrix. */
final class Operands {
  private static final int SLACK = 32;

  /** As many as any rule has. */
  private static final int STATES = 5;

  final int rows;
  final int columns;
  final int offset;
  final int stride;
  final int[] starts;
  final float[] matrix;
  final float[][] states;
  final float[] in;
  final float[] out;
  final float[] perRow;

  Operands(int rows, int columns, int offset, Floats kind, Random random) {
    this.rows = rows;
    this.columns = columns;
    this.offset = offset;
    this.stride = columns + Kernels.LANES * random.nextInt(3);
    this.starts = starts(random);
    this.matrix = kind.draw(random, offset + rows * stride + SLACK);
    this.states = new float[STATES][];
    Arrays.setAll(states, k -> kind.draw(random, matrix.length));
    this.in = kind.draw(random, columns);
    this.out = kind.draw(random, columns);
    this.perRow = kind.draw(random, rows);
  }

  Operands(Operands other) {
    this.rows = other.rows;
    this.columns = other.columns;
    this.offset = other.offset;
    this.stride = other.stride;
    this.starts = other.starts;
    this.matrix = other.matrix.clone();
    this.states = Arrays.stream(other.states).map(float[]::clone).toArray(float[][]::new);
    this.in = other.in.clone();
    this.out = other.out.clone();
    this.perRow = other.perRow.clone();
  }

  /** The same rows in another order. */
  private int[] starts(Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, rows).boxed().toList());
    Collections.shuffle(order, random);
    return order.stream().mapToInt(row -> offset + row * stride).toArray();
  }

  void addOuterProduct(Kernels kernels, float decay) {
    kernels.addOuterProduct(matrix, offset, stride, rows, columns, decay, perRow, in);
  }

  void addOuterProductAt(Kernels kernels, float decay) {
    kernels.addOuterProductAt(matrix, starts, rows, columns, decay, perRow, in);
  }

  /** Of the inputs over and over, by each row of the matrix. */
  void overRootMeanSquare(Kernels kernels) {
    for (int r = 0; r < rows; r++) {
      int row = offset + r * stride;
      kernels.overRootMeanSquare(in, matrix, row, columns, 0.95f, 0.01f, 1.5f, -0.3f, out);
    }
  }

  void update(Kernels kernels, UpdateRule rule) {
    kernels.update(rule, matrix, states, offset, stride, rows, columns, perRow, in);
  }

  void updateAt(Kernels kernels, UpdateRule rule) {
    kernels.updateAt(rule, matrix, states, starts, rows, columns, perRow, in);
  }
}
