package io.gradstream.dataset.generator;

/**
 * Who applies for a loan in {@link Agrawal}. Money is in currency units, time in years.
 *
 * @param education level, 0 to 4
 * @param car make, 0 to 19
 * @param area of the postal code, 0 to 8
 */
record Applicant(
    double salary,
    double commission,
    double age,
    int education,
    int car,
    int area,
    double houseValue,
    double houseYears,
    double loan) {

  /** Whether one of the ten functions, counted from 1, puts the applicant in group A. */
  boolean inGroupA(int function) {
    return switch (function) {
      case 1 -> age < 40 || age >= 60;
      case 2 -> within(salary, 50, byAge(50, 75, 25));
      case 3 -> isEducated();
      case 4 -> within(salary, 50, isEducated() ? byAge(25, 50, 50) : byAge(50, 75, 25));
      case 5 -> within(loan, 200, inGroupA(2) ? byAge(100, 200, 300) : byAge(200, 300, 100));
      case 6 -> within(salary + commission, 50, byAge(50, 75, 25));
      case 7 -> income() - 0.2 * loan - 20_000 > 0;
      case 8 -> income() - 5000 * education - 20_000 > 0;
      case 9 -> income() - 5000 * education - 0.2 * loan - 10_000 > 0;
      case 10 -> income() - 5000 * education + 0.2 * equity() - 10_000 > 0;
      default -> throw new IllegalArgumentException("function is " + function + ", want 1 to 10");
    };
  }

  private boolean isEducated() {
    return education >= byAge(0, 1, 2) && education <= byAge(1, 3, 4);
  }

  private double income() {
    return 0.67 * (salary + commission);
  }

  private double equity() {
    return houseYears < 20 ? 0 : 0.1 * houseValue * (houseYears - 20);
  }

  private int byAge(int young, int middle, int old) {
    return age < 40 ? young : age < 60 ? middle : old;
  }

  /** Whether a sum of money lies at most {@code width} thousands above {@code low} thousands. */
  private static boolean within(double money, int width, int low) {
    return money >= 1000.0 * low && money <= 1000.0 * (low + width);
  }
}
