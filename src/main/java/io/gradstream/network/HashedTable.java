package io.gradstream.network;

import io.gradstream.kernel.Kernels;
import io.gradstream.kernel.UpdateRule;

/**
 * The first layer's weights of sparse inputs, input-major: {@code z[j] += Σk v[k]·T[row k][j]}. An
 * example reads and changes its own rows and no other, so its cost does not depend on the table's
 * size; whatever an optimizer does to a row, it does when the row is touched.
 */
final class HashedTable {
  private final Kernels kernels;

  HashedTable(Kernels kernels) {
    this.kernels = kernels;
  }

  /** {@code z ← z + v·T}; {@code v [rows]}, {@code z [outputs of the first layer]}. */
  void addTo(Parameters parameters, Workspace workspace) {
    kernels.addScaledRowsAt(
        parameters.table().values(),
        workspace.rowStarts,
        workspace.rows,
        columns(workspace),
        workspace.rowValues,
        workspace.sums[1]);
  }

  /** {@code ‖v‖²}. */
  double squaredInputs(Workspace workspace) {
    float[] v = workspace.rowValues;
    return kernels.dot(v, v, Kernels.padded(workspace.rows));
  }

  /** {@code Σ (v / max(s, |v|))²}, where {@code s} is in the first place of each row. */
  double normalizedInputs(Parameters largest, Workspace workspace) {
    double sum = 0;
    for (int k = 0; k < workspace.rows; k++) {
      float s = largest.table().values()[workspace.rowStarts[k]];
      sum += DenseLayer.squaredShare(workspace.rowValues[k], s);
    }
    return sum;
  }

  /** {@code T ← decay·T + v ⊗ delta}, in the rows of {@code v}; delta is scaled. */
  void addOuterProduct(Parameters parameters, float decay, float[] v, Workspace workspace) {
    kernels.addOuterProductAt(
        parameters.table().values(),
        workspace.rowStarts,
        workspace.rows,
        columns(workspace),
        decay,
        v,
        workspace.scaledDeltas[1]);
  }

  /** One step of an optimizer in the rows of {@code v}. */
  void update(
      Parameters parameters, ParallelParameters state, UpdateRule rule, Workspace workspace) {
    kernels.updateAt(
        rule,
        parameters.table().values(),
        state.table,
        workspace.rowStarts,
        workspace.rows,
        columns(workspace),
        workspace.rowValues,
        workspace.scaledDeltas[1]);
  }

  /** Marks what a step changes. */
  void markChanged(Parameters parameters, Workspace workspace) {
    int columns = columns(workspace);
    for (int k = 0; k < workspace.rows; k++) {
      int start = workspace.rowStarts[k];
      parameters.table().markChanged(start, start + columns);
    }
  }

  private static int columns(Workspace workspace) {
    return Kernels.padded(workspace.widths[1]);
  }
}
