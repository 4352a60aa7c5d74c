package io.gradstream.dataset.transform;

import io.gradstream.dataset.LabelKind;
import java.util.Random;

/** Draws labels that say nothing of their row. For one pass. */
final class LabelDraw {
  private static final int PAST_LABELS = 1000;

  private final LabelKind kind;
  private final double[] past = new double[PAST_LABELS];
  private long labels;

  LabelDraw(LabelKind kind) {
    this.kind = kind;
  }

  /** Takes note of a label as it came; NaN is none. */
  void see(double label) {
    if (!Double.isNaN(label)) {
      past[(int) (labels++ % PAST_LABELS)] = label;
    }
  }

  /** Any of the classes, or any of the last 1,000 real labels seen; NaN if none was. */
  double any(Random random) {
    return switch (kind) {
      case LabelKind.Classes classes -> random.nextInt(classes.names().size());
      case LabelKind.Real real ->
          labels == 0 ? Double.NaN : past[random.nextInt((int) Math.min(labels, PAST_LABELS))];
    };
  }

  /** Any of the classes but the given; a real label as {@link #any}. */
  double other(double label, Random random) {
    return switch (kind) {
      case LabelKind.Classes classes -> {
        int count = classes.names().size();
        yield ((int) label + 1 + random.nextInt(count - 1)) % count;
      }
      case LabelKind.Real real -> any(random);
    };
  }
}
