package io.gradstream.app;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;

/** The health of one client: the application tells it what it starts and what fails. */
public final class ClientHealth implements StreamsHealth {
  private final String inputTopic;
  private final RestoreProgress restoring = new RestoreProgress(System::nanoTime);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile Optional<KafkaStreams> streams = Optional.empty();
  private volatile Optional<InputWatch> inputWatch = Optional.empty();

  /** The health of a client that is not created yet and reads this topic. */
  public ClientHealth(String inputTopic) {
    this.inputTopic = inputTopic;
  }

  /** From now on the state and the metrics are those of this client. */
  public void watch(KafkaStreams created) {
    streams = Optional.of(created);
  }

  /** From now on lags count what is behind open transactions too. */
  void watch(InputWatch started) {
    inputWatch = Optional.of(started);
  }

  void fail(Throwable failure) {
    ended.completeExceptionally(failure);
  }

  @Override
  public KafkaStreams.State state() {
    return streams.map(KafkaStreams::state).orElse(KafkaStreams.State.CREATED);
  }

  @Override
  public boolean isJoining() {
    return state() == KafkaStreams.State.REBALANCING && restoring.partitions().isEmpty();
  }

  @Override
  public RestoreProgress restoring() {
    return restoring;
  }

  @Override
  public Collection<? extends Metric> kafkaMetrics() {
    return streams.<Collection<? extends Metric>>map(LiveMetrics::of).orElse(List.of());
  }

  @Override
  public Map<Integer, InputLag> lags(Collection<? extends Metric> metrics) {
    return InputLag.of(
        ConsumerLag.of(metrics, inputTopic),
        inputWatch.map(InputWatch::ends).orElse(Map.of()),
        System.nanoTime());
  }

  @Override
  public Duration silence() {
    return inputWatch.map(InputWatch::silence).orElse(Duration.ZERO);
  }

  @Override
  public Optional<Throwable> failure() {
    return ended.isCompletedExceptionally() ? Optional.of(ended.exceptionNow()) : Optional.empty();
  }

  /** Waits for a failure; false if none came in time. */
  public boolean awaitFailure(Duration timeout) throws InterruptedException {
    try {
      ended.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return false;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }
}
