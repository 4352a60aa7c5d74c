package io.gradstream.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.config.ConfigurationReader;
import io.gradstream.config.MappingConfig;
import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Task;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MappedKindsTest {
  @Test
  void theKindOfAFeatureSaysWhatItsColumnIs() {
    MappedKinds kinds =
        kinds(
            """
            features: [{path: a_b, kind: categorical}, {path: n, kind: numeric, log: true},
              {path: e, kind: embedding}, {path: t, kind: text}, {path: f, kind: boolean},
              {path: m, kind: timestamp}, auto, {cross: [c, n]}]
            """);

    assertThat(kinds.agreed())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "a b", ColumnKind.TEXT,
                "n", ColumnKind.NUMBER,
                "e", ColumnKind.TEXT,
                "t", ColumnKind.TEXT,
                "f", ColumnKind.NUMBER,
                "c", ColumnKind.TEXT));
    assertThat(kinds.disputed()).isEmpty();
    assertThat(kinds.task()).isEqualTo(Task.AUTO);
  }

  @Test
  void aCrossLeavesTheKindOfItsColumnsToTheFeaturesThatTheyAre() {
    assertThat(kinds("features: [n, {path: f, kind: numeric}, {cross: [n, f, c]}]").agreed())
        .isEqualTo(Map.of("f", ColumnKind.NUMBER, "c", ColumnKind.TEXT));
    assertThat(kinds("features: [{path: n, kind: timestamp}, {cross: [n, c]}]").agreed())
        .doesNotContainKey("n");
  }

  @Test
  void aWildcardIsOfTheColumnsThatNoOtherPathNames() {
    assertThat(kinds("features: [n, {path: '*', kind: categorical}]").agreed())
        .hasSize(7)
        .doesNotContainKey("n")
        .containsEntry("a b", ColumnKind.TEXT);
    assertThat(kinds("label: y").agreed()).isEmpty();
  }

  @Test
  void whatSeveralMappingsDoNotAgreeOnIsDisputed() {
    MappedKinds kinds =
        kinds(
            "task: regression, features: [{path: n, kind: numeric}, {path: e, kind: text}]",
            "task: regression, features: [{path: n, kind: numeric}, {path: e, kind: boolean}, c]",
            "task: regression, features: [{path: n, kind: numeric}, {path: c, kind: text}]");

    assertThat(kinds.agreed()).isEqualTo(Map.of("n", ColumnKind.NUMBER));
    assertThat(kinds.disputed())
        .isEqualTo(
            Map.of("e", Set.of(ColumnKind.TEXT, ColumnKind.NUMBER), "c", Set.of(ColumnKind.TEXT)));
    assertThat(kinds.task()).isEqualTo(Task.REGRESSION);
    assertThat(kinds("classes: [u, v]").task()).isEqualTo(Task.CLASSIFICATION);
    assertThat(kinds("classes: [u, v]", "label: y").task()).isEqualTo(Task.AUTO);
  }

  private static MappedKinds kinds(String... mappings) {
    List<MappingConfig> read =
        Arrays.stream(mappings)
            .map(mapping -> "mapping: {%s}".formatted(mapping.strip()))
            .map(text -> new ConfigurationReader().parse(text, Path.of("")).mapping())
            .toList();
    List<String> columns = List.of("a b", "n", "e", "t", "f", "m", "auto", "c");
    return MappedKinds.of(read, columns, "label");
  }
}
