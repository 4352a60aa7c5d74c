package io.gradstream.dataset.transform;

import io.gradstream.dataset.Check;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Label noise: with probability p a class is turned into any of the others, a real label into one
 * of the last 1,000. Rows without a label stay so.
 *
 * @param probability p, 0 to 1
 */
record NoisyLabels(Dataset inner, double probability, long seed) implements RowTransform {

  NoisyLabels {
    Check.between(0, 1, "noise", probability);
    if (inner.columns().kind() instanceof LabelKind.Classes) {
      Check.classes("noise", inner.columns());
    }
  }

  @Override
  public UnaryOperator<Row> changes() {
    Random random = new Random(seed);
    LabelDraw labels = new LabelDraw(inner.columns().kind());
    return row -> {
      labels.see(row.label());
      boolean turned = random.nextDouble() < probability;
      return turned && row.isLabelled() ? row.withLabel(labels.other(row.label(), random)) : row;
    };
  }
}
