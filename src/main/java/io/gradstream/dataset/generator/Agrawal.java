package io.gradstream.dataset.generator;

import io.gradstream.dataset.Check;
import io.gradstream.dataset.Column;
import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * Loan applicants in two groups. Six features are numbers: salary (20,000 to 150,000), commission
 * (10,000 to 75,000; 0 for salaries of 75,000 or more), age (20 to 80), house value (½ to 1½ times
 * k · 100,000, with k = 9 less the area), years it is owned (1 to 30) and loan (0 to 500,000);
 * three are categories: education (5), car (20) and area (9). All are uniform. One of ten functions
 * tells the groups apart; every {@link #driftEvery} rows, abruptly, the next of them does, in a
 * circle. By the 8th function 98 % of the rows are in group A, by the 10th 99.8 %. After it is
 * labelled every number moves by a uniform amount of at most half of {@link #perturbation} times
 * its range, but not out of it.
 *
 * <p>Source: R. Agrawal, T. Imieliński and A. Swami, "Database mining: a performance perspective",
 * IEEE Transactions on Knowledge and Data Engineering 5 (6), 1993, where the functions are apart.
 *
 * @param seed any
 * @param driftEvery rows between two abrupt changes of the function, 1 or more
 * @param perturbation 0 to 1
 */
record Agrawal(long seed, long driftEvery, double perturbation) implements GeneratedStream {
  /** How many functions there are. */
  static final int FUNCTIONS = 10;

  private static final Columns COLUMNS =
      new Columns(
          List.of(
              new Column("salary", ColumnKind.NUMBER),
              new Column("commission", ColumnKind.NUMBER),
              new Column("age", ColumnKind.NUMBER),
              new Column("education", ColumnKind.CATEGORY_ID),
              new Column("car", ColumnKind.CATEGORY_ID),
              new Column("area", ColumnKind.CATEGORY_ID),
              new Column("house_value", ColumnKind.NUMBER),
              new Column("house_years", ColumnKind.NUMBER),
              new Column("loan", ColumnKind.NUMBER)),
          "group",
          new LabelKind.Classes(List.of("A", "B")));

  public Agrawal {
    Check.atLeast(1, "driftEvery", driftEvery);
    Check.between(0, 1, "perturbation", perturbation);
  }

  /** The next function every 25,000 rows, perturbation 5 %. */
  public static Agrawal of(long seed) {
    return new Agrawal(seed, 25_000, 0.05);
  }

  @Override
  public Columns columns() {
    return COLUMNS;
  }

  @Override
  public LongFunction<Row> rows() {
    Random random = new Random(seed);
    return n -> {
      Applicant applicant = applicant(random);
      return new Row(features(random, applicant), applicant.inGroupA(function(n)) ? 0 : 1);
    };
  }

  /** The function that labels a row, counted from 0. */
  private int function(long row) {
    return 1 + (int) (row / driftEvery % FUNCTIONS);
  }

  private static Applicant applicant(Random random) {
    double salary = uniform(random, 20_000, 150_000);
    double commission = uniform(random, 10_000, 75_000);
    double age = uniform(random, 20, 80);
    int area = random.nextInt(9);
    return new Applicant(
        salary,
        salary >= 75_000 ? 0 : commission,
        age,
        random.nextInt(5),
        random.nextInt(20),
        area,
        (9 - area) * uniform(random, 50_000, 150_000),
        uniform(random, 1, 30),
        uniform(random, 0, 500_000));
  }

  private static double uniform(Random random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** The features of an applicant, the numbers perturbed. */
  private double[] features(Random random, Applicant applicant) {
    double houses = 9 - applicant.area();
    double commission = perturbed(random, applicant.commission(), 10_000, 75_000);
    return new double[] {
      perturbed(random, applicant.salary(), 20_000, 150_000),
      applicant.commission() == 0 ? 0 : commission,
      perturbed(random, applicant.age(), 20, 80),
      applicant.education(),
      applicant.car(),
      applicant.area(),
      perturbed(random, applicant.houseValue(), houses * 50_000, houses * 150_000),
      perturbed(random, applicant.houseYears(), 1, 30),
      perturbed(random, applicant.loan(), 0, 500_000)
    };
  }

  private double perturbed(Random random, double value, double low, double high) {
    double moved = value + (random.nextDouble() - 0.5) * perturbation * (high - low);
    return Math.clamp(moved, low, high);
  }
}
