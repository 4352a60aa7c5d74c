package io.gradstream.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.record.UnfitReason;
import io.gradstream.topology.RejectReason;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnlearnedCountsTest {
  private static final RejectReason REASON = new RejectReason.Unfit(UnfitReason.NULL_VALUE);

  private final StatusBoard board = new StatusBoard();

  @Test
  void recordsThatComeAgainAfterAnAbortCountOnce() {
    for (int life = 0; life < 2; life++) {
      board.countUnlabelled(0, 3);
      board.countReject(0, 5, REASON);
      board.countUnlabelled(0, 7);
    }
    board.countReject(0, 8, REASON);
    board.countReject(1, 2, REASON);

    assertThat(board.unlabelled(0)).isEqualTo(2);
    assertThat(board.unlabelled(1)).isZero();
    assertThat(board.rejects(0)).isEqualTo(Map.of(REASON, 2L));
    assertThat(board.rejects(REASON)).isEqualTo(3);
  }
}
