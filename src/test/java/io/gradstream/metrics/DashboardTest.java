package io.gradstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a dashboard must have for a reader to trust it. */
class DashboardTest {
  private static final int COLUMNS = 24;

  /** What Prometheus adds to the name of a meter for its series. */
  private static final List<String> SUFFIXES = List.of("", "_total", "_bucket", "_sum", "_count");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");

  static List<Dashboard> dashboards() {
    return Dashboard.all();
  }

  @Test
  void thereAreTwoAndNoTwoShareAnIdentity() {
    assertThat(dashboards())
        .hasSize(2)
        .extracting(dashboard -> dashboard.root().path("uid").asText())
        .doesNotHaveDuplicates()
        .allMatch(uid -> uid.matches("[a-z-]{1,40}"));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanelHasATitleADescriptionAUnitAndQueries(Dashboard dashboard) {
    for (JsonNode panel : dashboard.charts()) {
      String title = panel.path("title").asText();
      assertThat(title).isNotBlank();
      assertThat(panel.path("description").asText()).as(title).endsWith(".");
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotBlank();
      assertThat(Dashboard.queries(panel)).as(title).isNotEmpty().allMatch(q -> !q.isBlank());
      assertThat(panel.at("/datasource/uid").asText()).as(title).isEqualTo("${datasource}");
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsHaveIdsOfTheirOwnAndDoNotOverlap(Dashboard dashboard) {
    assertThat(dashboard.panels()).extracting(p -> p.path("id").asInt()).doesNotHaveDuplicates();
    Set<List<Integer>> taken = new HashSet<>();
    for (JsonNode panel : dashboard.panels()) {
      JsonNode at = panel.path("gridPos");
      int right = at.path("x").asInt() + at.path("w").asInt();
      assertThat(right).as(panel.path("title").asText()).isLessThanOrEqualTo(COLUMNS);
      for (int x = at.path("x").asInt(); x < right; x++) {
        for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
          assertThat(taken.add(List.of(x, y))).as(panel.path("title").asText()).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyQueryIsOfTheChosenJobAndInstanceAndEveryVariableIsUsed(Dashboard dashboard) {
    assertThat(dashboard.queries())
        .allSatisfy(query -> assertThat(query).contains("job=\"$job\"", "instance=~\"$instance\""));
    Set<String> used = new TreeSet<>();
    List<String> texts = new ArrayList<>(dashboard.queries());
    dashboard.charts().forEach(panel -> texts.add(panel.at("/datasource/uid").asText()));
    texts.forEach(text -> VARIABLE.matcher(text).results().forEach(v -> used.add(v.group(1))));
    used.removeIf(name -> name.startsWith("__"));
    assertThat(dashboard.variables())
        .extracting(variable -> variable.path("name").asText())
        .containsExactlyInAnyOrderElementsOf(used)
        .contains("datasource", "job", "instance", "partition");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyQueryIsOfMetersThereAre(Dashboard dashboard) {
    try (FullMeters full = FullMeters.ofAllKinds()) {
      full.awaitCollection();
      List<String> queries = new ArrayList<>(dashboard.queries());
      dashboard.variables().stream()
          .map(variable -> variable.at("/query/query").asText())
          .filter(query -> !query.isEmpty())
          .map(query -> query.replaceFirst("label_values\\((.*), \\w+\\)", "$1"))
          .forEach(queries::add);

      assertThat(full.names()).containsAll(Expression.series(queries));
    }
  }

  @Test
  void everyMeterIsOnADashboardOrInAnAlert() {
    try (FullMeters full = FullMeters.ofAllKinds()) {
      full.awaitCollection();
      List<String> queries =
          new ArrayList<>(dashboards().stream().flatMap(d -> d.queries().stream()).toList());
      AlertRule.all().forEach(rule -> queries.add(rule.expression()));
      Set<String> shown = Expression.series(queries);

      assertThat(full.meters().snapshots())
          .extracting(snapshot -> snapshot.getMetadata().getPrometheusName())
          .allMatch(name -> SUFFIXES.stream().map(name::concat).anyMatch(shown::contains));
    }
  }

  @Test
  void namesAreFoundInExpressions() {
    assertThat(
            new Expression(
                    "sum by (le, a) (rate(b_total{c=~\"d(e)\"}[5m])) / ignoring (f) group_left h"
                        + " > 2 and avg(i{j=\"k\"}) or l")
                .series())
        .containsExactlyInAnyOrder("b_total", "h", "i", "l");
  }
}
