package io.gradstream.fire;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a run ended.
 *
 * @param struck how often each fault was done
 * @param missed how many found nothing to break, or did not have their effect
 * @param leftOut how often this machine could not do one
 * @param counts of the account
 * @param findings what should not be, in words; none of a good run
 * @param exits of brokers, learners and producers that nobody had ended
 */
record Outcome(
    Plan plan,
    Map<Fault, Integer> struck,
    int missed,
    Map<Fault, Integer> leftOut,
    Map<String, Integer> counts,
    List<String> findings,
    List<String> exits,
    double seconds) {

  /** What the columns of a {@link #row} are. */
  static String header() {
    return row(
        Stream.of(
            "seed",
            "seconds",
            "records",
            "predictions",
            "losses",
            "rejects",
            "lost",
            "doubled",
            "different",
            "weights",
            "missed",
            "faults"));
  }

  String row() {
    return row(
        Stream.of(
            plan.seed(),
            Math.round(seconds),
            count("records"),
            count("predictions"),
            count("losses"),
            count("rejects"),
            count(Account.LOST),
            count(Account.DOUBLED),
            count(Account.DIFFERENT),
            count(Account.MODELS) == 0 ? "equal" : "DIFFER",
            missed,
            faults(struck)));
  }

  private static String row(Stream<?> cells) {
    return String.format(
        Locale.ROOT, "%6s %8s %9s %12s %9s %9s %6s %8s %10s %8s %7s  %s", cells.toArray());
  }

  private int count(String what) {
    return counts.getOrDefault(what, 0);
  }

  /** The faults that were done, the others too, and who ended by itself. */
  String details() {
    return Stream.of(
            leftOut.isEmpty()
                ? Stream.<String>of()
                : Stream.of("LEFT OUT, this machine cannot do it: " + faults(leftOut)),
            exits.stream().map(exit -> "ended by itself: " + exit),
            findings.stream().map(finding -> "FOUND: " + finding))
        .flatMap(lines -> lines)
        .collect(joining("\n"));
  }

  private static String faults(Map<Fault, Integer> counts) {
    return Arrays.stream(Fault.values())
        .filter(counts::containsKey)
        .map(fault -> fault.title() + " " + counts.get(fault))
        .collect(joining(", "));
  }
}
