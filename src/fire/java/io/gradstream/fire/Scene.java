package io.gradstream.fire;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What is set on fire.
 *
 * @param brokers one, or three that replicate everything
 * @param learners processes with two stream threads each
 * @param partitions of the input
 * @param pool whether the default pool learns, else a small network
 * @param openNames whether features and classes are found in the records, else they are named
 * @param standby whether each model has a standby copy
 * @param staticMembers whether learners keep their partitions over a restart
 * @param transactions whether producers write in transactions, some of which they abort
 * @param timeouts how patient learners are
 */
record Scene(
    int brokers,
    int learners,
    int producers,
    int partitions,
    boolean pool,
    boolean openNames,
    boolean standby,
    boolean staticMembers,
    boolean transactions,
    Timeouts timeouts) {
  static final String BROKER = "broker-";
  static final String LEARNER = "learner-";
  static final String PRODUCER = "producer-";

  /** All of a kind. */
  static final String BROKERS = "brokers";

  static final String LEARNERS = "learners";
  static final String PRODUCERS = "producers";

  /** What all of them run on. */
  static final String MACHINE = "machine";

  private static final int MOST_LEARNERS = 4;
  private static final int MOST_PRODUCERS = 2;
  private static final int MOST_PARTITIONS = 4;

  /** Milliseconds; a fraction of the defaults, so that outages of seconds outlast them. */
  record Timeouts(int maxBlock, int request, int delivery, int transaction, int session) {
    static Timeouts draw(RandomGenerator random) {
      int maxBlock = pick(random, 500, 500, 2_000, 10_000);
      int request = pick(random, 1_000, 5_000);
      return new Timeouts(
          maxBlock,
          request,
          2 * request,
          pick(random, 5_000, 10_000),
          pick(random, 3_000, 6_000, 10_000));
    }
  }

  static Scene draw(RandomGenerator random) {
    return new Scene(
        pick(random, 1, 3),
        1 + random.nextInt(MOST_LEARNERS),
        1 + random.nextInt(MOST_PRODUCERS),
        1 + random.nextInt(MOST_PARTITIONS),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean(),
        Timeouts.draw(random));
  }

  private static int pick(RandomGenerator random, int... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Of all producers together: what learners can follow on two busy cores. */
  int ratePerSecond() {
    return pool ? 300 : 600;
  }

  List<String> brokerNames() {
    return numbered(BROKER, brokers);
  }

  List<String> learnerNames() {
    return numbered(LEARNER, learners);
  }

  List<String> producerNames() {
    return numbered(PRODUCER, producers);
  }

  private static List<String> numbered(String prefix, int count) {
    List<String> names = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      names.add(prefix + number);
    }
    return names;
  }

  /** The hosts that a target stands for: itself, or all of a kind. */
  List<String> hosts(String target) {
    return switch (target) {
      case BROKERS -> brokerNames();
      case LEARNERS -> learnerNames();
      case PRODUCERS -> producerNames();
      case MACHINE -> List.of();
      default -> List.of(target);
    };
  }
}
