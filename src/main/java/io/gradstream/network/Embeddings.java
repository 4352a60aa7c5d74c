package io.gradstream.network;

import io.gradstream.kernel.Kernels;
import io.gradstream.kernel.UpdateRule;
import java.util.Arrays;
import java.util.List;

/**
 * The embeddings of a network and the first layer's weights of what is looked up in them: {@code
 * z[j] += Σi e[i]·w[i][j]}, where {@code e} is one row of each embedding, end to end. A missing row
 * is zeros, and learns nothing. As in the hashed table, whatever an optimizer does to a row, it
 * does when the row is touched.
 */
final class Embeddings {
  private final Kernels kernels;
  private final List<EmbeddingSpec> specs;
  private final Tensor weights;

  /**
   * @param offset where in the flat parameters the weights stand
   * @param outputs the width of the first layer
   */
  Embeddings(Kernels kernels, NetworkSpec spec, int offset, int outputs) {
    this.kernels = kernels;
    this.specs = spec.embeddings();
    this.weights =
        new Tensor(
            "layer1/embedding-weights",
            offset,
            spec.embeddedInputs(),
            Kernels.padded(outputs),
            outputs);
  }

  Tensor weights() {
    return weights;
  }

  /** {@code e ←} the rows of the example, {@code z ← z + e·W}. */
  void addTo(Parameters parameters, Workspace workspace) {
    int at = 0;
    for (int k = 0; k < specs.size(); k++) {
      int width = specs.get(k).width();
      int row = workspace.embeddingRows[k];
      if (row < 0) {
        Arrays.fill(workspace.embedded, at, at + width, 0f);
      } else {
        int start = row * Kernels.padded(width);
        float[] table = parameters.embedding(k).values();
        System.arraycopy(table, start, workspace.embedded, at, width);
      }
      at += width;
    }
    kernels.addScaledRows(
        parameters.values(),
        weights.offset(),
        weights.columns(),
        weights.rows(),
        Kernels.padded(workspace.widths[1]),
        workspace.embedded,
        workspace.sums[1]);
  }

  /** From ∂loss/∂z to ∂loss/∂e, for each embedding by itself; zero where the row is missing. */
  void dAddTo(Parameters parameters, Workspace workspace) {
    kernels.rowDots(
        parameters.values(),
        weights.offset(),
        weights.columns(),
        weights.rows(),
        Kernels.padded(workspace.widths[1]),
        workspace.deltas[1],
        workspace.embeddedDelta);
    int at = 0;
    for (int k = 0; k < specs.size(); k++) {
      int width = specs.get(k).width();
      float[] delta = workspace.embeddingDeltas[k];
      if (workspace.embeddingRows[k] < 0) {
        Arrays.fill(delta, 0f);
      } else {
        System.arraycopy(workspace.embeddedDelta, at, delta, 0, width);
      }
      at += width;
    }
  }

  /** {@code ‖e‖²}. */
  double squaredInputs(Workspace workspace) {
    return kernels.dot(workspace.embedded, workspace.embedded, workspace.embedded.length);
  }

  /** {@code Σ (e / max(s, |e|))²}, where {@code s} is in the first place of each row of W. */
  double normalizedInputs(Parameters largest, Workspace workspace) {
    double sum = 0;
    for (int i = 0; i < weights.rows(); i++) {
      float s = largest.values()[weights.offset() + i * weights.columns()];
      sum += DenseLayer.squaredShare(workspace.embedded[i], s);
    }
    return sum;
  }

  /** {@code ‖∂loss/∂e‖²}: the rows' share of the gradient. */
  double squaredDeltas(Workspace workspace) {
    double sum = 0;
    for (float[] delta : workspace.embeddingDeltas) {
      sum += kernels.dot(delta, delta, delta.length);
    }
    return sum;
  }

  /** Scales ∂loss/∂e for a step. */
  void scaleDeltas(Workspace workspace, float factor) {
    for (int k = 0; k < specs.size(); k++) {
      float[] delta = workspace.embeddingDeltas[k];
      kernels.scale(factor, delta, workspace.scaledEmbeddingDeltas[k], delta.length);
    }
  }

  /** {@code W ← decay·W + e ⊗ delta}, {@code row ← decay·row + ∂loss/∂e}; deltas are scaled. */
  void addOuterProduct(Parameters parameters, float decay, float[] e, Workspace workspace) {
    kernels.addOuterProduct(
        parameters.values(),
        weights.offset(),
        weights.columns(),
        weights.rows(),
        Kernels.padded(workspace.widths[1]),
        decay,
        e,
        workspace.scaledDeltas[1]);
    for (int k = 0; k < specs.size(); k++) {
      float[] delta = workspace.scaledEmbeddingDeltas[k];
      int rows = workspace.embeddingRows[k] < 0 ? 0 : 1;
      kernels.addOuterProduct(
          parameters.embedding(k).values(),
          workspace.embeddingRows[k] * delta.length,
          delta.length,
          rows,
          delta.length,
          decay,
          DenseLayer.ONE,
          delta);
    }
  }

  /** One step of an optimizer in {@code W} and in the rows of the example. */
  void update(
      Parameters parameters, ParallelParameters state, UpdateRule rule, Workspace workspace) {
    kernels.update(
        rule,
        parameters.values(),
        state.values,
        weights.offset(),
        weights.columns(),
        weights.rows(),
        Kernels.padded(workspace.widths[1]),
        workspace.embedded,
        workspace.scaledDeltas[1]);
    for (int k = 0; k < specs.size(); k++) {
      float[] delta = workspace.scaledEmbeddingDeltas[k];
      int rows = workspace.embeddingRows[k] < 0 ? 0 : 1;
      kernels.update(
          rule,
          parameters.embedding(k).values(),
          state.embeddings[k],
          workspace.embeddingRows[k] * delta.length,
          delta.length,
          rows,
          delta.length,
          DenseLayer.ONE,
          delta);
    }
  }

  /** Marks what a step changes. */
  void markChanged(Parameters parameters, Workspace workspace) {
    parameters.array().markChanged(weights.offset(), weights.end());
    for (int k = 0; k < specs.size(); k++) {
      int row = workspace.embeddingRows[k];
      if (row >= 0) {
        int stride = workspace.embeddingDeltas[k].length;
        parameters.embedding(k).markChanged(row * stride, (row + 1) * stride);
      }
    }
  }
}
