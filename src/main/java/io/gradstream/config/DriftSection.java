package io.gradstream.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.evaluation.drift.DriftKind;
import io.gradstream.evaluation.drift.DriftSettings;

/** A drift detector: its name alone, or a kind and the keys of that kind. */
final class DriftSection {
  private DriftSection() {}

  static DriftSettings settings(Section section) {
    DriftKind kind =
        section.has("kind") ? section.choice("kind", DriftKind.values()) : DriftKind.ADWIN;
    return section.over(keys(DriftSettings.of(kind))).build(complete -> settings(kind, complete));
  }

  /** Every key that a detector may have, with its default. */
  private static ObjectNode keys(DriftSettings defaults) {
    ObjectNode keys =
        JsonNodeFactory.instance.objectNode().put("kind", EnumName.of(defaults.kind()));
    switch (defaults) {
      case DriftSettings.None none -> {}
      case DriftSettings.Adwin adwin -> keys.put("confidence", adwin.confidence());
      case DriftSettings.PageHinkley pageHinkley ->
          keys.put("tolerance", pageHinkley.tolerance()).put("threshold", pageHinkley.threshold());
      case DriftSettings.Ddm ddm -> keys.put("warning", ddm.warning()).put("drift", ddm.drift());
      case DriftSettings.Kswin kswin ->
          keys.put("window", kswin.window())
              .put("recent", kswin.recent())
              .put("alpha", kswin.alpha());
    }
    return keys;
  }

  private static DriftSettings settings(DriftKind kind, Section section) {
    return switch (kind) {
      case NONE -> new DriftSettings.None();
      case ADWIN -> new DriftSettings.Adwin(section.number("confidence"));
      case PAGE_HINKLEY ->
          new DriftSettings.PageHinkley(section.number("tolerance"), section.number("threshold"));
      case DDM -> new DriftSettings.Ddm(section.number("warning"), section.number("drift"));
      case KSWIN ->
          new DriftSettings.Kswin(
              (int) section.whole("window", 1, Integer.MAX_VALUE),
              (int) section.whole("recent", 1, Integer.MAX_VALUE),
              section.number("alpha"));
    };
  }
}
