package io.gradstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an alert must have for those it wakes. */
class AlertRuleTest {
  private static final String RUNBOOKS = "docs/operations.md";

  /** Prometheus' own, of every scrape. */
  private static final String UP = "up";

  static List<AlertRule> rules() {
    return AlertRule.all();
  }

  @Test
  void noTwoHaveOneName() {
    assertThat(rules()).hasSizeGreaterThan(6).extracting(AlertRule::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void itSaysWhatIsWrongHowBadAndWhatToDo(AlertRule rule) throws IOException {
    assertThat(rule.severity()).isIn("warning", "critical");
    assertThat(rule.annotation("summary")).isNotBlank();
    assertThat(rule.annotation("description")).contains("{{");
    String anchor = rule.name().toLowerCase(Locale.ROOT);
    assertThat(rule.annotation("runbook_url")).isEqualTo(RUNBOOKS + "#" + anchor);
    assertThat(Files.readString(Path.of(RUNBOOKS))).contains("\n#### " + rule.name() + "\n\n");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void itIsOfMetersThereAre(AlertRule rule) {
    try (FullMeters full = FullMeters.ofAllKinds()) {
      Set<String> series = new Expression(rule.expression()).series();
      assertThat(series).isNotEmpty();
      series.remove(UP);
      assertThat(full.names()).containsAll(series);
    }
  }
}
