package io.gradstream.optimizer;

/**
 * The optimizers as their papers write them: one parameter after the other, in {@code double}, from
 * the gradients it is given.
 */
final class PlainOptimizer {
  private final OptimizerSettings settings;
  final double[] weights;
  private final double[] start;
  private final double[][] states;
  private final int[] touched;
  private final double[] norms;
  private final double[] deltaSquares;
  private final int[] deltaSteps;

  /**
   * @param weights where they start
   * @param layers how many layers there are
   * @param deltas how many derivatives by sums and by elements of embeddings an example has
   */
  PlainOptimizer(OptimizerSettings settings, double[] weights, int layers, int deltas) {
    this.settings = settings;
    this.weights = weights.clone();
    this.start = weights.clone();
    this.states = new double[4][weights.length];
    this.touched = new int[weights.length];
    this.norms = new double[layers];
    this.deltaSquares = new double[deltas];
    this.deltaSteps = new int[deltas];
  }

  /** What an example says of its parameters. */
  static final class Gradient {
    final double[] gradients;

    /** Whether it is one of the example's. */
    final boolean[] takesPart;

    /** Whether L1, L2 and weight decay spare it. */
    final boolean[] bias;

    /** From 0 on. */
    final int[] layer;

    /** What the parameter is multiplied by. */
    final double[] input;

    /** Which of the deltas that product with the input is the gradient. */
    final int[] delta;

    /** NaN where the example has none. */
    final double[] deltas;

    /** How many inputs a layer counts. */
    final double[] fanIn;

    /** Whether it is the one parameter of its input by which the input is counted. */
    final boolean[] counted;

    /** For each layer but the first. */
    final double[] squaredInputs;

    Gradient(double[] gradients, int layers, int deltas) {
      this.gradients = gradients;
      this.takesPart = new boolean[gradients.length];
      this.bias = new boolean[gradients.length];
      this.layer = new int[gradients.length];
      this.input = new double[gradients.length];
      this.delta = new int[gradients.length];
      this.deltas = new double[deltas];
      this.fanIn = new double[layers];
      this.counted = new boolean[gradients.length];
      this.squaredInputs = new double[layers];
    }
  }

  /** Takes the step {@code t}, from 1 on. */
  void step(Gradient gradient, int t) {
    if (settings instanceof NormalizedSettings) {
      addNorms(gradient);
    }
    if (settings instanceof FactoredSettings factored) {
      addFactors(factored.squareDecay(), gradient);
    }
    for (int i = 0; i < weights.length; i++) {
      if (gradient.takesPart[i]) {
        touched[i]++;
        step(i, gradient, t);
      }
    }
  }

  private void step(int i, Gradient of, int t) {
    double g = of.gradients[i];
    double reg = of.bias[i] ? 0 : 1;
    switch (settings) {
      case SgdSettings s -> momentum(s, i, g + reg * s.l2() * weights[i], s.rate().at(t - 1));
      case AdaGradSettings s -> {
        states[0][i] += g * g;
        weights[i] -= s.rate().at(t - 1) * g / (Math.sqrt(states[0][i]) + s.epsilon());
      }
      case RmsPropSettings s -> {
        double mean = mean(0, i, s.decay(), g * g, t);
        weights[i] -= s.rate().at(t - 1) * g / (Math.sqrt(mean) + s.epsilon());
      }
      case AdamSettings s -> {
        double rate = s.rate().at(t - 1);
        double mean = mean(0, i, s.meanDecay(), g, t);
        double square = mean(1, i, s.squareDecay(), g * g, t);
        weights[i] -= rate * reg * s.weightDecay() * weights[i];
        weights[i] -= rate * mean / (Math.sqrt(square) + s.epsilon());
      }
      case FtrlSettings s -> ftrl(s, i, g, reg);
      case NormalizedSettings s -> normalized(i, g, s.rate().at(t - 1), t, of);
      case CoinBettingSettings _ -> coinBetting(i, -g);
      case FactoredSettings s -> factored(s, i, reg, t, of);
    }
  }

  private void momentum(SgdSettings s, int i, double g, double rate) {
    states[0][i] = s.momentum() * states[0][i] + g;
    weights[i] -= rate * (s.nesterov() ? s.momentum() * states[0][i] + g : states[0][i]);
  }

  /** Corrected for its start; one that starts late as if all before had been like the first. */
  private double mean(int state, int i, double decay, double value, int t) {
    double before = touched[i] == 1 ? value * (1 - Math.pow(decay, t - 1)) : states[state][i];
    states[state][i] = decay * before + (1 - decay) * value;
    return states[state][i] / (1 - Math.pow(decay, t));
  }

  private void ftrl(FtrlSettings s, int i, double g, double reg) {
    double base = s.beta() / s.rate() + reg * s.l2();
    double l1 = reg * s.l1();
    if (touched[i] == 1) {
      states[0][i] = -weights[i] * base - Math.signum(weights[i]) * l1;
    }
    double n = states[1][i] + g * g;
    double sigma = (Math.sqrt(n) - Math.sqrt(states[1][i])) / s.rate();
    states[0][i] += g - sigma * weights[i];
    states[1][i] = n;
    double z = states[0][i];
    weights[i] =
        Math.abs(z) <= l1 ? 0 : -(z - Math.signum(z) * l1) / (base + Math.sqrt(n) / s.rate());
  }

  private void addNorms(Gradient of) {
    double[] largest = states[1];
    for (int l = 1; l < norms.length; l++) {
      norms[l] += 1 + of.squaredInputs[l];
    }
    for (int i = 0; i < weights.length; i++) {
      if (of.takesPart[i] && of.layer[i] == 0) {
        largest[i] = Math.max(largest[i], Math.abs(of.input[i]));
        double share = of.input[i] / largest[i];
        norms[0] += of.counted[i] ? share * share : 0;
      }
    }
  }

  private void normalized(int i, double g, double rate, int t, Gradient of) {
    states[0][i] += g * g;
    double largest = of.layer[i] == 0 ? states[1][i] : 1;
    if (states[2][i] > 0 && largest > states[2][i]) {
      weights[i] *= states[2][i] / largest;
    }
    states[2][i] = largest;
    double eta = rate * Math.sqrt(t / norms[of.layer[i]]);
    weights[i] -= g == 0 ? 0 : eta * g / (largest * Math.sqrt(states[0][i]));
  }

  /**
   * Mean squares of all inputs, that of one which does not take part being 0, and of all deltas.
   */
  private void addFactors(double keep, Gradient of) {
    for (int i = 0; i < weights.length; i++) {
      double input = of.takesPart[i] ? of.input[i] : 0;
      states[0][i] = keep * states[0][i] + (1 - keep) * input * input;
    }
    for (int d = 0; d < deltaSquares.length; d++) {
      if (!Double.isNaN(of.deltas[d])) {
        deltaSteps[d]++;
        deltaSquares[d] = keep * deltaSquares[d] + (1 - keep) * of.deltas[d] * of.deltas[d];
      }
    }
  }

  private void factored(FactoredSettings s, int i, double reg, int t, Gradient of) {
    double rate = s.rate().at(t - 1) / Math.sqrt(1 + of.fanIn[of.layer[i]]);
    int d = of.delta[i];
    double input = reg == 0 ? 1 : overRoot(of.input[i], states[0][i], s.squareDecay(), t);
    double delta = overRoot(of.deltas[d], deltaSquares[d], s.squareDecay(), deltaSteps[d]);
    weights[i] -= rate * (reg * s.weightDecay() * weights[i] + input * delta);
  }

  private static double overRoot(double value, double square, double keep, int steps) {
    return value / (Math.sqrt(square / (1 - Math.pow(keep, steps))) + 1e-6);
  }

  private void coinBetting(int i, double g) {
    double[] largest = states[0];
    double[] sizes = states[1];
    double[] reward = states[2];
    double[] sum = states[3];
    largest[i] = Math.max(largest[i], Math.abs(g));
    sizes[i] += Math.abs(g);
    reward[i] = Math.max(reward[i] + (weights[i] - start[i]) * g, 0);
    sum[i] += g;
    if (largest[i] > 0) {
      double most = Math.max(sizes[i] + largest[i], 100 * largest[i]);
      weights[i] = start[i] + sum[i] / (largest[i] * most) * (largest[i] + reward[i]);
    }
  }
}
