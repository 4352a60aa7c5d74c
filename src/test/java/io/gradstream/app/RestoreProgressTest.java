package io.gradstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.metrics.Restoration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {
  private static final TopicPartition FIRST = new TopicPartition("changelog", 0);
  private static final TopicPartition SECOND = new TopicPartition("changelog", 1);
  private static final long SECOND_NANOS = 1_000_000_000;

  private final AtomicLong nanos = new AtomicLong();
  private final RestoreProgress progress = new RestoreProgress(nanos::get);

  @Test
  void addsUpWhatIsUnderWayAndForgetsWhatHasEndedOrWasGivenUp() {
    assertThat(progress.now()).isEqualTo(new Restoration(0, 0, 0, 0));

    progress.onRestoreStart(FIRST, "parameters", 100, 300);
    nanos.addAndGet(3 * SECOND_NANOS);
    progress.onRestoreStart(SECOND, "parameters", 0, 50);
    progress.onBatchRestored(FIRST, "parameters", 249, 150);
    nanos.addAndGet(SECOND_NANOS);
    assertThat(progress.now()).isEqualTo(new Restoration(2, 100, 150, 4));
    assertThat(progress.each())
        .containsExactly(
            new RestoringPartition(0, 150, 200, 4, 1), new RestoringPartition(1, 0, 50, 1, 1));

    progress.onRestoreEnd(FIRST, "parameters", 200);
    assertThat(progress.now()).isEqualTo(new Restoration(1, 50, 150, 1));

    progress.onRestoreSuspended(SECOND, "parameters", 0);
    assertThat(progress.now()).isEqualTo(new Restoration(0, 0, 150, 0));
  }
}
