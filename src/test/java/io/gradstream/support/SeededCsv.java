package io.gradstream.support;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A CSV file of three classes over six features, with missing cells and unlabelled rows. */
public final class SeededCsv {
  /** The column of the classes. */
  public static final String LABEL = "level";

  private static final int FEATURES = 6;
  private static final double MISSING = 0.03;
  private static final double UNLABELLED = 0.05;

  private SeededCsv() {}

  /** Writes one; the same seed gives the same rows. */
  public static Path write(Path file, int rows, long seed) throws IOException {
    return write(file, rows, seed, rows);
  }

  /** Writes one in which from a row on low is high, and high low. */
  public static Path write(Path file, int rows, long seed, int turn) throws IOException {
    Random random = new Random(seed);
    double[] weights = random.doubles(FEATURES, -1, 1).toArray();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("x1,x2,x3,x4,x5,x6," + LABEL + "\n");
      for (int row = 0; row < rows; row++) {
        double score = 0.2 * random.nextGaussian();
        for (double weight : weights) {
          double x = random.nextGaussian();
          score += weight * x;
          out.write(random.nextDouble() < MISSING ? "," : 100 * x + 7 + ",");
        }
        out.write(
            random.nextDouble() < UNLABELLED ? "\n" : level(row < turn ? score : -score) + "\n");
      }
    }
    return file;
  }

  private static String level(double score) {
    return score < -0.5 ? "low" : score < 0.5 ? "middle" : "high";
  }
}
