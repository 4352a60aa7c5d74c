package io.gradstream.fire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The values of input records, JSON mostly: three classes that follow from numbers and a shop, in
 * another way every few thousand records. Some have no label, some are no examples at all.
 */
final class Rows {
  static final String LABEL = "level";

  private static final int NUMBERS = 6;
  private static final int SHOPS = 50;
  private static final int TURN_ROWS = 4_000;
  private static final double UNLABELLED = 0.08;
  private static final double MISSING = 0.03;
  private static final double BAD = 0.06;

  private final Random random;
  private long count;

  Rows(long seed) {
    this.random = new Random(seed);
  }

  /** The next value. */
  byte @Nullable [] next() {
    count++;
    return random.nextDouble() < BAD ? bad() : row().getBytes(UTF_8);
  }

  private String row() {
    StringBuilder json = new StringBuilder("{");
    double score = 0;
    for (int i = 1; i <= NUMBERS; i++) {
      double x = random.nextGaussian();
      score += (i % 3 - 1) * x;
      if (random.nextDouble() >= MISSING) {
        json.append(String.format(Locale.ROOT, "\"x%d\":%.4f,", i, 100 * x + 7));
      }
    }
    int shop = random.nextInt(SHOPS);
    score += shop % 3 - 1;
    if (random.nextDouble() >= UNLABELLED) {
      boolean turned = count / TURN_ROWS % 2 == 1;
      json.append("\"%s\":\"%s\",".formatted(LABEL, level(turned ? -score : score)));
    }
    return json.append("\"shop\":\"s%d\"}".formatted(shop)).toString();
  }

  private static String level(double score) {
    return score < -1 ? "low" : score < 1 ? "middle" : "high";
  }

  private byte @Nullable [] bad() {
    return switch (random.nextInt(4)) {
      case 0 -> null;
      case 1 -> new byte[] {1, 2, 3};
      case 2 -> "{\"x1\":1e300,\"level\":\"low\"}".getBytes(UTF_8);
      default -> "{\"x1\":1,\"level\":[\"low\"]}".getBytes(UTF_8);
    };
  }
}
