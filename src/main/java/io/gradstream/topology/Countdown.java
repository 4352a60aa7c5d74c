package io.gradstream.topology;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Does something once, some wall-clock time after it was started. A punctuation makes Kafka Streams
 * commit, so none is left standing while nothing comes.
 */
final class Countdown {
  private final ProcessorContext<?, ?> context;
  private final Runnable action;
  private @Nullable Cancellable due;

  Countdown(ProcessorContext<?, ?> context, Runnable action) {
    this.context = context;
    this.action = action;
  }

  /** Starts it, unless it runs. */
  void start(Duration delay) {
    if (due == null) {
      due =
          context.schedule(
              delay,
              PunctuationType.WALL_CLOCK_TIME,
              time -> {
                stop();
                action.run();
              });
    }
  }

  void stop() {
    if (due != null) {
      due.cancel();
      due = null;
    }
  }
}
