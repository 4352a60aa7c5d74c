package io.gradstream.fire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * What is broken when. A function of seed and length alone; how the processes take it is another
 * matter, so the same plan may burn differently.
 */
record Plan(long seed, int seconds, Scene scene, List<Strike> strikes) {
  /** Nothing is broken before learning has begun. */
  private static final int FIRST_MILLIS = 2_000;

  private static final double MEAN_GAP_MILLIS = 3_500;
  private static final int MOST_AT_A_TIME = 3;
  private static final int MILLIS = 1_000;

  static Plan of(long seed, int seconds) {
    RandomGenerator random = new SplittableRandom(seed);
    Scene scene = Scene.draw(random);
    return new Plan(seed, seconds, scene, strikes(scene, seconds * MILLIS, random));
  }

  /**
   * Faults are dealt from a pack, so that in little time each comes about as often as it should.
   */
  private static List<Strike> strikes(Scene scene, int endMillis, RandomGenerator random) {
    List<Strike> strikes = new ArrayList<>();
    List<Fault> pack = new ArrayList<>();
    int at = FIRST_MILLIS;
    while (at < endMillis) {
      if (pack.isEmpty()) {
        pack.addAll(Fault.pack());
        Collections.shuffle(pack, random);
      }
      Strike strike = pack.removeLast().draw(at, scene, random);
      if (strike.untilMillis() < endMillis && fits(strike, strikes, scene)) {
        strikes.add(strike);
        at += (int) (-Math.log(1 - random.nextDouble()) * MEAN_GAP_MILLIS);
      } else {
        at += MILLIS / 2;
      }
    }
    return strikes;
  }

  private static boolean fits(Strike strike, List<Strike> strikes, Scene scene) {
    List<Strike> underWay =
        strikes.stream().filter(other -> other.untilMillis() >= strike.atMillis()).toList();
    return underWay.size() < MOST_AT_A_TIME
        && underWay.stream()
            .allMatch(
                other ->
                    !other.target().equals(strike.target())
                        && Collections.disjoint(
                            scene.hosts(other.target()), scene.hosts(strike.target())));
  }

  /** The hosts that a fault will hit. */
  Set<String> hit(Fault... faults) {
    return strikes.stream()
        .filter(strike -> List.of(faults).contains(strike.fault()))
        .flatMap(strike -> scene.hosts(strike.target()).stream())
        .collect(Collectors.toSet());
  }

  @Override
  public String toString() {
    return "seed %d, %d s: %s%n%s"
        .formatted(
            seed,
            seconds,
            scene,
            strikes.stream().map(Strike::toString).collect(Collectors.joining("\n")));
  }
}
