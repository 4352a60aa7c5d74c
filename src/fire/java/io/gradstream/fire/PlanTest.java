package io.gradstream.fire;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanTest {
  private static final int SECONDS = 360;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  @Test
  void aSeedRepeatsItsPlanAndNoOtherDoes() {
    assertThat(Plan.of(7, SECONDS)).isEqualTo(Plan.of(7, SECONDS));
    assertThat(seeds().mapToObj(seed -> Plan.of(seed, SECONDS).strikes())).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everythingIsWholeAgainBeforeItIsBrokenAnewAndBeforeTheEnd(long seed) {
    Plan plan = Plan.of(seed, SECONDS);
    List<Strike> strikes = plan.strikes();

    assertThat(strikes).allMatch(strike -> strike.untilMillis() < 1_000 * SECONDS);
    for (int later = 1; later < strikes.size(); later++) {
      for (Strike earlier : strikes.subList(0, later)) {
        Strike strike = strikes.get(later);
        assertThat(
                earlier.untilMillis() < strike.atMillis()
                    || Collections.disjoint(
                        plan.scene().hosts(earlier.target()), plan.scene().hosts(strike.target())))
            .as("%s, then %s", earlier, strike)
            .isTrue();
      }
    }
  }

  @Test
  void allFaultsAreDealtAndAllScenesAreSet() {
    List<Plan> plans = seeds().mapToObj(seed -> Plan.of(seed, SECONDS)).toList();

    assertThat(plans)
        .allSatisfy(
            plan ->
                assertThat(plan.strikes().stream().map(Strike::fault).collect(toSet()))
                    .hasSizeGreaterThan(Fault.values().length / 2));
    assertThat(plans.stream().flatMap(plan -> plan.strikes().stream().map(Strike::fault)))
        .containsAll(EnumSet.allOf(Fault.class));
    assertThat(plans.stream().flatMap(plan -> plan.strikes().stream().map(Strike::moment)))
        .containsAll(EnumSet.allOf(Moment.class));
    assertThat(plans.stream().map(plan -> plan.scene().brokers())).contains(1, 3);
    assertThat(plans.stream().map(plan -> plan.scene().learners())).contains(1, 2, 3, 4);
  }
}
