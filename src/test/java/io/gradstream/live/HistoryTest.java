package io.gradstream.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final int MOST = 10;
  private static final long SECOND = 1000;

  private final History history = new History(MOST, Duration.ofSeconds(1));

  @Test
  void keepsEveryPointWhileThereIsRoom() {
    add(MOST - 1, 7);

    assertThat(history.view().intervalMs()).isEqualTo(SECOND);
    assertThat(history.view().points())
        .extracting(HistoryPoint::t)
        .containsExactly(1000L, 2000L, 3000L, 4000L, 5000L, 6000L, 7000L, 8000L, 9000L);
  }

  @Test
  void neverHoldsMoreThanThereIsRoomForAndAlwaysTheLast() {
    for (int i = 1; i <= 10_000; i++) {
      add(1, 7);
      History.View view = history.view();
      assertThat(view.points()).hasSizeBetween(Math.min(i, MOST / 2), MOST);
      assertThat(view.points().getLast().t()).isEqualTo(i * SECOND);
    }
  }

  @Test
  void spacingDoublesAndIsEqual() {
    add(97, 7);

    History.View view = history.view();
    assertThat(view.intervalMs()).isEqualTo(16 * SECOND);
    assertThat(view.points())
        .extracting(point -> point.t() / SECOND)
        .containsExactly(16L, 32L, 48L, 64L, 80L, 96L, 97L);
  }

  @Test
  void aRateIsThatSinceThePointBefore() {
    assertThat(history.add(point(1), 100).rate()).isNaN();
    assertThat(history.add(point(2), 105).rate()).isEqualTo(5);
    for (int i = 3; i <= 12; i++) {
      history.add(point(i), 105 + 10L * (i - 2));
    }

    History.View view = history.view();
    assertThat(view.intervalMs()).isEqualTo(2 * SECOND);
    assertThat(view.points())
        .extracting(HistoryPoint::rate)
        .containsExactly(5.0, 10.0, 10.0, 10.0, 10.0, 10.0);
  }

  private long seconds;
  private long predicted;

  private void add(int points, int perSecond) {
    for (int i = 0; i < points; i++) {
      seconds++;
      predicted += perSecond;
      history.add(point(seconds), predicted);
    }
  }

  private static HistoryPoint point(long seconds) {
    return new HistoryPoint(seconds * SECOND, 0, Double.NaN, Double.NaN, List.of());
  }
}
