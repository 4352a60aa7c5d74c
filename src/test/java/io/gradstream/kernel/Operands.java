package io.gradstream.kernel;

import io.gradstream.support.Floats;
import java.util.Random;

/** What an operation reads and writes, with slack before and after the matrix. */
final class Operands {
  private static final int SLACK = 32;

  final int rows;
  final int columns;
  final int offset;
  final float[] matrix;
  final float[] velocity;
  final float[] in;
  final float[] out;
  final float[] perRow;

  Operands(int rows, int columns, int offset, Floats kind, Random random) {
    this.rows = rows;
    this.columns = columns;
    this.offset = offset;
    this.matrix = kind.draw(random, offset + rows * columns + SLACK);
    this.velocity = kind.draw(random, matrix.length);
    this.in = kind.draw(random, columns);
    this.out = kind.draw(random, columns);
    this.perRow = kind.draw(random, rows);
  }

  Operands(Operands other) {
    this.rows = other.rows;
    this.columns = other.columns;
    this.offset = other.offset;
    this.matrix = other.matrix.clone();
    this.velocity = other.velocity.clone();
    this.in = other.in.clone();
    this.out = other.out.clone();
    this.perRow = other.perRow.clone();
  }

  void addOuterProduct(Kernels kernels, float decay) {
    kernels.addOuterProduct(matrix, offset, rows, columns, decay, perRow, in);
  }

  void addMomentumStep(Kernels kernels, MomentumStep step) {
    step.setRate(0.05f);
    kernels.addMomentumStep(matrix, velocity, offset, rows, columns, step, perRow, in);
  }
}
