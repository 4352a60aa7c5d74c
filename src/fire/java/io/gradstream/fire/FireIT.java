package io.gradstream.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever burns, each record is learned once. {@code -Dfire.seed} is the first seed, {@code
 * -Dfire.seeds} how many there are, {@code -Dfire.seconds} how long each burns. A run that finds
 * something names its seed and leaves its directory, with the logs of all processes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FireIT {
  private static final long SEED = Long.parseLong(System.getProperty("fire.seed"));
  private static final int SEEDS = Integer.parseInt(System.getProperty("fire.seeds"));
  private static final int SECONDS = Integer.parseInt(System.getProperty("fire.seconds"));

  private final List<Outcome> outcomes = new ArrayList<>();

  static LongStream seeds() {
    return LongStream.range(SEED, SEED + SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void eachRecordIsLearnedOnceWhateverBurns(long seed) throws Exception {
    Path directory = Path.of("target", "fire", "seed-" + seed).toAbsolutePath();
    Utils.delete(directory.toFile());
    Files.createDirectories(directory);
    Plan plan = Plan.of(seed, SECONDS);
    System.out.println(plan);
    Files.writeString(directory.resolve("plan.txt"), plan.toString());

    Outcome outcome = burn(plan, directory);

    assertThat(outcome.findings()).as("%s%nits logs are in %s", plan, directory).isEmpty();
    Utils.delete(directory.toFile());
  }

  private Outcome burn(Plan plan, Path directory) {
    try {
      Outcome outcome = Fire.of(plan, directory);
      outcomes.add(outcome);
      System.out.println(Outcome.header() + "\n" + outcome.row() + "\n" + outcome.details());
      return outcome;
    } catch (Exception | AssertionError e) {
      throw new AssertionError("%s%nits logs are in %s".formatted(plan, directory), e);
    }
  }

  @AfterAll
  void tellOfAll() {
    Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
    System.out.println(Outcome.header());
    for (Outcome outcome : outcomes) {
      System.out.println(outcome.row());
      outcome.struck().forEach((fault, count) -> struck.merge(fault, count, Integer::sum));
    }
    System.out.println("faults in all: " + struck);
  }
}
