package io.gradstream.fire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one connection, as far as traps want to know of them. Each begins with its length
 * (4 bytes) and the number of its kind (2 bytes).
 */
final class Requests {
  private static final int LENGTH_BYTES = 4;
  private static final int HEAD_BYTES = 6;

  private final List<Trap> traps;
  private long head;
  private int headBytes;
  private long bodyLeft;
  private volatile @Nullable Trap waiting;

  /**
   * @param traps read at each request
   */
  Requests(List<Trap> traps) {
    this.traps = traps;
  }

  /** The client has sent bytes. */
  void sent(byte[] bytes, int length) {
    for (int at = 0; at < length; ) {
      if (bodyLeft > 0) {
        int step = (int) Math.min(bodyLeft, length - at);
        bodyLeft -= step;
        at += step;
        continue;
      }
      head = (head << Byte.SIZE) | (bytes[at++] & 0xFF);
      if (++headBytes == HEAD_BYTES) {
        bodyLeft = (head >>> Short.SIZE) - (HEAD_BYTES - LENGTH_BYTES);
        begun((short) head);
        head = 0;
        headBytes = 0;
      }
    }
  }

  private void begun(short apiKey) {
    for (Trap trap : traps) {
      if (trap.moment().isOf(apiKey)) {
        if (trap.moment().isAnswered()) {
          waiting = trap;
        } else {
          trap.spring();
        }
      }
    }
  }

  /** The broker has sent bytes. */
  void answered(byte[] bytes, int length) {
    Trap trap = waiting;
    if (trap != null) {
      waiting = null;
      trap.spring();
    }
  }
}
