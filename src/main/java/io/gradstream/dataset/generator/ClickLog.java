package io.gradstream.dataset.generator;

import io.gradstream.dataset.Check;
import io.gradstream.dataset.Column;
import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import java.util.List;
import java.util.OptionalLong;

/**
 * A log of advertisements shown, and whether they were clicked: ten fields of category ids, from 20
 * to 100,000 of them, whose frequencies follow Zipf's law (id 0 is the most frequent), and five
 * numbers of different scales, three of them now and then missing. The label is drawn from a
 * logistic model whose weights are known, so the best log loss that any learner can have is known
 * too: see {@link #optimum}.
 *
 * <p>The logarithm of the odds of a click is an intercept, plus a weight for each id, plus a weight
 * times each number in standard deviations from its mean (0 where it is missing). Every id of every
 * field has a weight of its own, nearly normal, which is a hash of seed, field and id. The
 * intercept makes clicks as frequent as {@link #clickRate}.
 *
 * <p>Where they drift, the weights of the ids turn from one set of random weights to another, and
 * on to the first with its signs reversed, and back again, in steps of 1,024 rows, once in {@link
 * #turnRows}. Their spread stays the same.
 *
 * <p>Sources: the shape of a click log after H. B. McMahan et al., "Ad click prediction: a view
 * from the trenches", KDD 2013; Zipf's law of ids drawn by the alias method (A. J. Walker, 1977; M.
 * D. Vose, 1991); weights and rows by the counter-based generator of G. L. Steele, D. Lea and C. H.
 * Flood, OOPSLA 2014. Any row can be had without those before it: skipping costs nothing.
 */
public final class ClickLog implements Dataset {
  private static final Columns COLUMNS =
      new Columns(
          ClickField.ALL.stream()
              .map(
                  field ->
                      switch (field) {
                        case ClickField.Category ids ->
                            new Column(ids.name(), ColumnKind.CATEGORY_ID);
                        case ClickField.Numeric number ->
                            new Column(number.name(), ColumnKind.NUMBER);
                      })
              .toList(),
          "click",
          new LabelKind.Classes(List.of("no", "yes")));

  private final double clickRate;
  private final long turnRows;
  private final ClickModel model;

  /**
   * @param seed any
   * @param clickRate the mean probability of a click, 0.001 to 0.5
   * @param turnRows rows in which the weights of the ids turn full circle; 0: they never change
   */
  public ClickLog(long seed, double clickRate, long turnRows) {
    Check.between(0.001, 0.5, "clickRate", clickRate);
    Check.atLeast(0, "turnRows", turnRows);
    this.clickRate = clickRate;
    this.turnRows = turnRows;
    this.model = new ClickModel(seed, clickRate, turnRows);
  }

  /** A twentieth of the rows are clicks; the weights never change. */
  public static ClickLog of(long seed) {
    return new ClickLog(seed, 0.05, 0);
  }

  /** The mean probability of a click. */
  public double clickRate() {
    return clickRate;
  }

  /** Rows in which the weights of the ids turn full circle; 0: they never change. */
  public long turnRows() {
    return turnRows;
  }

  @Override
  public Columns columns() {
    return COLUMNS;
  }

  @Override
  public Reader open() {
    return new Reader(model);
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.empty();
  }

  /**
   * The probability that a row is a click.
   *
   * @param row the number of the row, counted from 0; matters only where the weights drift
   * @param features as in {@link Row#features}
   */
  public double trueProbability(long row, double[] features) {
    return Click.probability(model.logit(features, model.turn(row)));
  }

  /** The best that can be had over the first rows; reads them again. */
  public Optimum optimum(long rows) {
    Check.atLeast(0, "rows", rows);
    try (Reader reader = open()) {
      for (long row = 0; row < rows; row++) {
        var _ = reader.next();
      }
      return reader.optimum();
    }
  }

  /**
   * What the true probabilities score on rows. All but {@code rows} are NaN over none.
   *
   * @param rows how many
   * @param clickRate the share of them that are clicks
   * @param entropy the mean entropy of the true probabilities, in nats: the log loss that none can
   *     better but by luck
   * @param logLoss the log loss of the true probabilities on the labels as they fell, in nats: what
   *     a learner's log loss on the same rows is to be compared with, as it had the same luck
   */
  public record Optimum(long rows, double clickRate, double entropy, double logLoss) {}

  /** Reads the log and keeps account of the truth. */
  public static final class Reader implements RowReader {
    private final ClickModel model;
    private ClickModel.Turn turn;
    private long row;
    private double probability = Double.NaN;
    private long rows;
    private long clicks;
    private double entropy;
    private double logLoss;

    private Reader(ClickModel model) {
      this.model = model;
      this.turn = model.turn(0);
    }

    @Override
    public Row next() {
      if (model.turnsAt(row)) {
        turn = model.turn(row);
      }
      double[] features = model.features(row);
      Click truth = Click.of(model.logit(features, turn));
      boolean clicked = model.chance(row) < truth.probability();
      probability = truth.probability();
      entropy += truth.entropy();
      logLoss += truth.logLoss(clicked);
      clicks += clicked ? 1 : 0;
      rows++;
      row++;
      return new Row(features, clicked ? 1 : 0);
    }

    @Override
    public void skip(long rows) {
      Check.atLeast(0, "rows", rows);
      row = Math.addExact(row, rows);
      turn = model.turn(row);
    }

    /** The probability that the row read last was a click; NaN before the first. */
    public double trueProbability() {
      return probability;
    }

    /** The best that could be had over the rows read; those skipped do not count. */
    public Optimum optimum() {
      return new Optimum(rows, (double) clicks / rows, entropy / rows, logLoss / rows);
    }
  }
}
