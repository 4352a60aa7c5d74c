package io.gradstream.jmh;

import java.util.Random;

/**
 * The same network as anyone would write it: a row of weights for each unit, one loop inside the
 * other. What the engine is measured against.
 */
final class PlainLoops {
  private final float[][][] weights;
  private final float[][] biases;
  private final float[][] activations;
  private final float[][] deltas;

  PlainLoops(int[] widths) {
    int layers = widths.length - 1;
    weights = new float[layers][][];
    biases = new float[layers][];
    activations = new float[widths.length][];
    deltas = new float[layers][];
    Random random = new Random(42);
    activations[0] = new float[widths[0]];
    for (int l = 0; l < layers; l++) {
      float bound = (float) Math.sqrt(6.0 / widths[l]);
      weights[l] = new float[widths[l + 1]][widths[l]];
      for (float[] row : weights[l]) {
        for (int i = 0; i < row.length; i++) {
          row[i] = bound * (2 * random.nextFloat() - 1);
        }
      }
      biases[l] = new float[widths[l + 1]];
      activations[l + 1] = new float[widths[l + 1]];
      deltas[l] = new float[widths[l + 1]];
    }
  }

  /** Forward, backward and update on one example; the loss. */
  float step(float[] input, int label, float rate) {
    System.arraycopy(input, 0, activations[0], 0, input.length);
    forward();
    float loss = softmax(label);
    backward();
    update(rate);
    return loss;
  }

  private void forward() {
    int last = weights.length - 1;
    for (int l = 0; l <= last; l++) {
      for (int j = 0; j < weights[l].length; j++) {
        float sum = biases[l][j];
        for (int i = 0; i < activations[l].length; i++) {
          sum += weights[l][j][i] * activations[l][i];
        }
        activations[l + 1][j] = l == last ? sum : Math.max(sum, 0f);
      }
    }
  }

  private float softmax(int label) {
    float[] logits = activations[weights.length];
    float[] delta = deltas[weights.length - 1];
    float max = logits[0];
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (int j = 0; j < logits.length; j++) {
      delta[j] = (float) Math.exp(logits[j] - max);
      sum += delta[j];
    }
    for (int j = 0; j < logits.length; j++) {
      delta[j] = (float) (delta[j] / sum);
    }
    float loss = (float) -Math.log(delta[label]);
    delta[label] -= 1f;
    return loss;
  }

  private void backward() {
    for (int l = weights.length - 1; l > 0; l--) {
      for (int i = 0; i < activations[l].length; i++) {
        float sum = 0;
        for (int j = 0; j < weights[l].length; j++) {
          sum += weights[l][j][i] * deltas[l][j];
        }
        deltas[l - 1][i] = activations[l][i] > 0 ? sum : 0f;
      }
    }
  }

  private void update(float rate) {
    for (int l = 0; l < weights.length; l++) {
      for (int j = 0; j < weights[l].length; j++) {
        float step = rate * deltas[l][j];
        for (int i = 0; i < activations[l].length; i++) {
          weights[l][j][i] -= step * activations[l][i];
        }
        biases[l][j] -= step;
      }
    }
  }
}
