package io.gradstream.kernel;

import static io.gradstream.kernel.Functions.C2;
import static io.gradstream.kernel.Functions.C3;
import static io.gradstream.kernel.Functions.C4;
import static io.gradstream.kernel.Functions.C5;
import static io.gradstream.kernel.Functions.C6;
import static io.gradstream.kernel.Functions.C7;
import static io.gradstream.kernel.VectorKernels.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** {@link Functions}, operation by operation, on vectors. */
final class VectorFunctions {
  private VectorFunctions() {}

  private static FloatVector all(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  static FloatVector exp(FloatVector x) {
    FloatVector clamped = x.max(Functions.EXP_MIN).min(Functions.EXP_MAX);
    FloatVector shifted = clamped.fma(all(Functions.LOG2_E), all(Functions.ROUNDER));
    FloatVector r = remainder(clamped, shifted.sub(Functions.ROUNDER));
    return tail(r).fma(r, all(1f)).mul(power(shifted));
  }

  static FloatVector sigmoid(FloatVector x) {
    return all(1f).div(exp(x.neg()).add(1f));
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector twice = x.max(-Functions.TANH_MAX).min(Functions.TANH_MAX).mul(2f);
    FloatVector shifted = twice.fma(all(Functions.LOG2_E), all(Functions.ROUNDER));
    FloatVector r = remainder(twice, shifted.sub(Functions.ROUNDER));
    FloatVector power = power(shifted);
    FloatVector m = power.fma(tail(r).mul(r), power.sub(1f));
    return m.div(m.add(2f));
  }

  static FloatVector gelu(FloatVector x) {
    FloatVector c = x.max(-Functions.GELU_MAX).min(Functions.GELU_MAX);
    return x.mul(sigmoid(geluArgument(c)));
  }

  static FloatVector dGelu(FloatVector x) {
    FloatVector c = x.max(-Functions.GELU_MAX).min(Functions.GELU_MAX);
    FloatVector s = sigmoid(geluArgument(c));
    FloatVector bend = c.mul(3f * Functions.GELU_CUBE).fma(c, all(1f));
    FloatVector slope = bend.mul(Functions.GELU_SCALE);
    return c.mul(slope).fma(s.mul(all(1f).sub(s)), s);
  }

  private static FloatVector geluArgument(FloatVector x) {
    FloatVector bent = x.mul(Functions.GELU_CUBE).mul(x).fma(x, x);
    return bent.mul(Functions.GELU_SCALE);
  }

  private static FloatVector remainder(FloatVector x, FloatVector n) {
    return n.fma(all(-Functions.LN2_LOW), n.fma(all(-Functions.LN2_HIGH), x));
  }

  private static FloatVector tail(FloatVector r) {
    FloatVector p = all(C7).fma(r, all(C6));
    p = p.fma(r, all(C5));
    p = p.fma(r, all(C4));
    p = p.fma(r, all(C3));
    p = p.fma(r, all(C2));
    return p.fma(r, all(1f));
  }

  private static FloatVector power(FloatVector shifted) {
    return shifted
        .reinterpretAsInts()
        .add(127)
        .lanewise(VectorOperators.LSHL, 23)
        .reinterpretAsFloats();
  }
}
