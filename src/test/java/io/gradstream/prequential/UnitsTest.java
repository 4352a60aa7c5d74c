package io.gradstream.prequential;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.config.ConfigurationReader;
import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import io.gradstream.dataset.generator.Generators;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same stream in other units, from another origin, or bent by an increasing function, in all
 * its columns of numbers at once: what the default loses by it.
 */
@Execution(ExecutionMode.CONCURRENT)
class UnitsTest {
  private static final int ROWS = 20_000;
  private static final double MOST_PERCENT = 3;
  private static final double SPREADS = 1e9;

  @ParameterizedTest
  @ValueSource(strings = {"agrawal", "hyperplane", "rbf", "sea", "waveform"})
  void hardlyMatter(String name) {
    Stream stream = new Stream(name);
    double bare = stream.loss((x, of) -> x);

    stream.checkLoss("10⁻³⁰", bare, (x, of) -> 1e-30 * x);
    stream.checkLoss("10³⁰", bare, (x, of) -> 1e30 * x);
    stream.checkLoss("from far away", bare, (x, of) -> x + SPREADS * of.spread());
    stream.checkLoss("from as far below", bare, (x, of) -> x - SPREADS * of.spread());
    stream.checkLoss("raised", bare, of(z -> StrictMath.exp(3 * z)));
    stream.checkLoss("a negative power", bare, of(z -> -StrictMath.pow(10 + z, -20)));
    stream.checkLoss("bent on both sides", bare, of(z -> StrictMath.sinh(4 * z)));
  }

  /** Of a column: its mean and standard deviation. */
  private record Column(double mean, double spread) {}

  /** An increasing function of a column's numbers. */
  private interface Change {
    double of(double x, Column column);
  }

  private static Change of(DoubleUnaryOperator function) {
    return (x, column) -> function.applyAsDouble((x - column.mean) / column.spread);
  }

  private static final class Stream {
    private final String name;
    private final Dataset dataset;
    private final int[] numbers;
    private final Column[] columns;

    Stream(String name) {
      this.name = name;
      this.dataset = Generators.named(name, 1);
      var features = dataset.columns().features();
      this.numbers =
          IntStream.range(0, features.size())
              .filter(f -> features.get(f).kind() == ColumnKind.NUMBER)
              .toArray();
      this.columns = IntStream.of(numbers).mapToObj(this::column).toArray(Column[]::new);
    }

    private Column column(int feature) {
      double sum = 0;
      double squares = 0;
      int count = 1_000;
      try (RowReader rows = dataset.open()) {
        for (int n = 0; n < count; n++) {
          double x = Objects.requireNonNull(rows.next()).features()[feature];
          sum += x;
          squares += x * x;
        }
      }
      double mean = sum / count;
      return new Column(mean, Math.sqrt(squares / count - mean * mean));
    }

    void checkLoss(String how, double bare, Change change) {
      assertThat(loss(change)).as("%s, %s", name, how).isLessThan(bare * (1 + MOST_PERCENT / 100));
    }

    double loss(Change change) {
      PrequentialRun run = new PrequentialRun(new ConfigurationReader().defaults(), dataset);
      try (RowReader rows = dataset.open()) {
        for (int n = 0; n < ROWS; n++) {
          Row row = Objects.requireNonNull(rows.next());
          for (int k = 0; k < numbers.length; k++) {
            double[] x = row.features();
            x[numbers[k]] = change.of(x[numbers[k]], columns[k]);
          }
          run.test(row);
        }
      }
      return run.evaluation().snapshot().whole().loss();
    }
  }
}
