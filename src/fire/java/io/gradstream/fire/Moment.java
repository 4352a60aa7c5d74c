package io.gradstream.fire;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/**
 * When a strike begins: at its time, or at the next request of a kind after it, before anybody
 * learns of that request or of its answer. A commit is a request with offsets, then one that ends
 * the transaction, upon which the coordinator has brokers write markers.
 */
enum Moment {
  AT_ONCE(null, false),
  OFFSETS_SENT(ApiKeys.TXN_OFFSET_COMMIT, false),
  OFFSETS_ANSWERED(ApiKeys.TXN_OFFSET_COMMIT, true),
  END_SENT(ApiKeys.END_TXN, false),
  END_ANSWERED(ApiKeys.END_TXN, true),
  MARKERS_SENT(ApiKeys.WRITE_TXN_MARKERS, false),
  MARKERS_ANSWERED(ApiKeys.WRITE_TXN_MARKERS, true);

  private final @Nullable ApiKeys request;
  private final boolean answered;

  Moment(@Nullable ApiKeys request, boolean answered) {
    this.request = request;
    this.answered = answered;
  }

  /** Whether it is a request of this kind, whose number in Kafka's protocol is given. */
  boolean isOf(short apiKey) {
    return request != null && request.id == apiKey;
  }

  /** Whether it is the answer that is waited for. */
  boolean isAnswered() {
    return answered;
  }

  /**
   * One within a commit.
   *
   * @param markers whether the target takes part in the markers, as brokers do
   */
  static Moment drawCommit(boolean markers, RandomGenerator random) {
    List<Moment> moments =
        Arrays.stream(values())
            .filter(moment -> moment.request != null)
            .filter(moment -> markers || moment.request != ApiKeys.WRITE_TXN_MARKERS)
            .toList();
    return moments.get(random.nextInt(moments.size()));
  }

  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
