package io.gradstream.topology;

import io.gradstream.learning.Refusal;
import io.gradstream.record.UnfitReason;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Why a record went to the reject topic. Its name is the value of {@code gradstream.reason}. */
public sealed interface RejectReason {
  /** The record makes no example. */
  record Unfit(UnfitReason reason) implements RejectReason {
    @Override
    public String name() {
      return reason.name();
    }
  }

  /** The model would not learn from the example. */
  record Refused(Refusal refusal) implements RejectReason {
    @Override
    public String name() {
      return refusal.name();
    }
  }

  /** Unique among all reasons. */
  String name();

  /** The name as metrics, reports and the live page show it: in lower case. */
  default String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the record has no value: where changes are captured, that follows each delete. */
  default boolean isTombstone() {
    return this instanceof Unfit(UnfitReason reason) && reason == UnfitReason.NULL_VALUE;
  }

  /** All reasons there are. */
  static List<RejectReason> all() {
    return Stream.<RejectReason>concat(
            Arrays.stream(UnfitReason.values()).map(Unfit::new),
            Arrays.stream(Refusal.values()).map(Refused::new))
        .toList();
  }
}
