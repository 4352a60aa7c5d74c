package io.gradstream.network;

import io.gradstream.kernel.Kernels;

/** What a layer does to its weighted sums {@code z}; forward and derivative side by side. */
public enum Activation {
  /** {@code a = z}. */
  IDENTITY {
    @Override
    void forward(Kernels kernels, float[] z, float[] a, int length) {
      System.arraycopy(z, 0, a, 0, length);
    }

    @Override
    void dForward(Kernels kernels, float[] z, float[] a, float[] delta, int length) {}
  },
  /** {@code a = 1 / (1 + e⁻ᶻ)}. */
  SIGMOID {
    @Override
    void forward(Kernels kernels, float[] z, float[] a, int length) {
      kernels.sigmoid(z, a, length);
    }

    @Override
    void dForward(Kernels kernels, float[] z, float[] a, float[] delta, int length) {
      kernels.dSigmoid(a, delta, length);
    }
  },
  /** {@code a = tanh z}. */
  TANH {
    @Override
    void forward(Kernels kernels, float[] z, float[] a, int length) {
      kernels.tanh(z, a, length);
    }

    @Override
    void dForward(Kernels kernels, float[] z, float[] a, float[] delta, int length) {
      kernels.dTanh(a, delta, length);
    }
  },
  /** {@code a = max(z, 0)}. */
  RELU {
    @Override
    void forward(Kernels kernels, float[] z, float[] a, int length) {
      kernels.leakyRelu(0f, z, a, length);
    }

    @Override
    void dForward(Kernels kernels, float[] z, float[] a, float[] delta, int length) {
      kernels.dLeakyRelu(0f, z, delta, length);
    }
  },
  /** {@code a = z} above 0, {@code z / 100} below (Maas et al. 2013, section 2). */
  LEAKY_RELU {
    @Override
    void forward(Kernels kernels, float[] z, float[] a, int length) {
      kernels.leakyRelu(LEAK, z, a, length);
    }

    @Override
    void dForward(Kernels kernels, float[] z, float[] a, float[] delta, int length) {
      kernels.dLeakyRelu(LEAK, z, delta, length);
    }
  },
  /** {@code a = z · Φ(z)}, by its tanh approximation (Hendrycks and Gimpel 2016, section 2). */
  GELU {
    @Override
    void forward(Kernels kernels, float[] z, float[] a, int length) {
      kernels.gelu(z, a, length);
    }

    @Override
    void dForward(Kernels kernels, float[] z, float[] a, float[] delta, int length) {
      kernels.multiply(z, delta, length);
    }
  };

  private static final float LEAK = 0.01f;

  /**
   * {@code a ← activation(z)}; all arrays {@code [length]}, a multiple of the kernels' lanes. It
   * may leave something else in {@code z} for {@link #dForward}.
   */
  abstract void forward(Kernels kernels, float[] z, float[] a, int length);

  /**
   * {@code delta ← delta · activation′(z)}, where {@code delta} came in as ∂loss/∂a and {@code z}
   * as {@link #forward} left it.
   */
  abstract void dForward(Kernels kernels, float[] z, float[] a, float[] delta, int length);
}
