package io.gradstream.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.fire.Fire.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever burns, each record is learned once. {@code -Dfire.seed} is the first seed, {@code
 * -Dfire.seeds} how many there are, {@code -Dfire.seconds} how long each burns. A run that finds
 * something leaves its directory, with the logs of all processes, and names it.
 */
class FireIT {
  private static final long SEED = Long.getLong("fire.seed", 1);
  private static final int SEEDS = Integer.getInteger("fire.seeds", 1);
  private static final int SECONDS = Integer.getInteger("fire.seconds", 60);

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
    Files.writeString(directory.resolve("plan.txt"), plan.toString());

    Outcome outcome = Fire.of(plan, directory);

    System.out.println(outcome.text());
    assertThat(outcome.findings()).as("%s%nlogs are in %s", plan, directory).isEmpty();
    Utils.delete(directory.toFile());
  }
}
