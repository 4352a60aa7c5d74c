package io.gradstream.evaluation;

import java.util.List;

/**
 * What is predicted by who looks at labels alone: of classes a probability of each, of real labels
 * a value. Not safe for use by several threads.
 */
public sealed interface Baseline {
  /** What it predicts. */
  String name();

  /**
   * Test, then train: the loss of what it predicted before the label, of a class the logarithmic
   * one in nats, of a value the absolute error.
   *
   * @param label the index of the class, or the value
   */
  double add(double label);

  /** The baselines of class labels. */
  static List<Baseline> ofClasses(int classes) {
    return List.of(new ClassFrequencies(classes), new LastLabel(classes));
  }

  /** The baselines of real labels. */
  static List<Baseline> ofValues() {
    return List.of(new MeanValue(), new LastValue());
  }

  /**
   * How frequent each class was, counted from one half (Krichevsky and Trofimov, "The performance
   * of universal encoding", 1981).
   */
  final class ClassFrequencies implements Baseline {
    private final double[] counts;
    private double labels;

    private ClassFrequencies(int classes) {
      this.counts = new double[classes];
    }

    @Override
    public String name() {
      return "class frequencies";
    }

    @Override
    public double add(double label) {
      double probability = (counts[(int) label] + 0.5) / (labels + 0.5 * counts.length);
      counts[(int) label]++;
      labels++;
      return -StrictMath.log(probability);
    }
  }

  /**
   * The class before, as probable as it was to come again, counted from one half; the rest is dealt
   * out evenly to the others.
   */
  final class LastLabel implements Baseline {
    private final int classes;
    private int last = -1;
    private double repeated;
    private double changed;

    private LastLabel(int classes) {
      this.classes = classes;
    }

    @Override
    public String name() {
      return "last label";
    }

    @Override
    public double add(double label) {
      double probability = 1.0 / classes;
      if (last >= 0) {
        double repeats = (repeated + 0.5) / (repeated + changed + 1);
        probability = last == label ? repeats : (1 - repeats) / (classes - 1);
        repeated += last == label ? 1 : 0;
        changed += last == label ? 0 : 1;
      }
      last = (int) label;
      return -StrictMath.log(probability);
    }
  }

  /** The mean of all values before, 0 before the first. */
  final class MeanValue implements Baseline {
    private double mean;
    private double labels;

    private MeanValue() {}

    @Override
    public String name() {
      return "mean";
    }

    @Override
    public double add(double label) {
      double deviation = label - mean;
      mean += deviation / ++labels;
      return Math.abs(deviation);
    }
  }

  /** The value before, 0 before the first. */
  final class LastValue implements Baseline {
    private double last;

    private LastValue() {}

    @Override
    public String name() {
      return "last value";
    }

    @Override
    public double add(double label) {
      double error = Math.abs(label - last);
      last = label;
      return error;
    }
  }
}
