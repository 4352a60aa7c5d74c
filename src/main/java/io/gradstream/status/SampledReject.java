package io.gradstream.status;

import io.gradstream.topology.RejectReason;

/**
 * A reject, for somebody to look at.
 *
 * @param detail what was wrong with the record, not longer than {@link #MAX_DETAIL_CHARS}
 * @param millis when it was rejected
 */
public record SampledReject(
    String topic, int partition, long offset, RejectReason reason, String detail, long millis) {
  /** The reject topic has more. */
  static final int MAX_DETAIL_CHARS = 300;
}
