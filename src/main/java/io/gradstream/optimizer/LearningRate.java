package io.gradstream.optimizer;

/** The learning rate of each step. */
public sealed interface LearningRate {
  /** The rate of a step, counted from 0. */
  double at(long step);

  private static void checkPositive(String name, double value) {
    if (!(value > 0 && value <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "%s: got %s, wants a number above 0 that fits a float".formatted(name, value));
    }
  }

  /** Always the same: goes on following a stream that drifts. */
  record Constant(double rate) implements LearningRate {
    public Constant {
      checkPositive("rate", rate);
    }

    @Override
    public double at(long step) {
      return rate;
    }

    @Override
    public String toString() {
      return "constant " + rate;
    }
  }

  /** {@code rate · factor^⌊step / every⌋}. */
  record Step(double rate, double factor, long every) implements LearningRate {
    public Step {
      checkPositive("rate", rate);
      if (!(factor > 0 && factor <= 1)) {
        throw new IllegalArgumentException(
            "step-factor: got %s, wants a number above 0 and up to 1".formatted(factor));
      }
      if (every < 1) {
        throw new IllegalArgumentException("every: got %d, wants at least 1".formatted(every));
      }
    }

    @Override
    public double at(long step) {
      long reductions = step / every;
      return rate * StrictMath.pow(factor, (double) reductions);
    }

    @Override
    public String toString() {
      return "step " + rate + " x " + factor + " every " + every;
    }
  }

  /**
   * {@code rate / √(step + 1)}: the rate of online gradient descent (Zinkevich 2003, section 2).
   */
  record InverseRoot(double rate) implements LearningRate {
    public InverseRoot {
      checkPositive("rate", rate);
    }

    @Override
    public double at(long step) {
      return rate / Math.sqrt(step + 1.0);
    }

    @Override
    public String toString() {
      return "inverse-root " + rate;
    }
  }

  /** {@code rate / (1 + decay · step)} (Robbins and Monro 1951; Bottou 2012, section 5.2). */
  record InverseTime(double rate, double decay) implements LearningRate {
    public InverseTime {
      checkPositive("rate", rate);
      checkPositive("decay", decay);
    }

    @Override
    public double at(long step) {
      return rate / (1 + decay * step);
    }

    @Override
    public String toString() {
      return "inverse-time %s / (1 + %s t)".formatted(rate, decay);
    }
  }
}
