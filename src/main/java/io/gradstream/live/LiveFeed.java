package io.gradstream.live;

import io.gradstream.app.StreamsHealth;
import io.gradstream.http.Event;
import io.gradstream.http.EventHub;
import io.gradstream.status.PartitionStatus;
import io.gradstream.status.RecentRecords;
import io.gradstream.status.SampledDrift;
import io.gradstream.status.SampledPrediction;
import io.gradstream.status.SampledReject;
import io.gradstream.status.StatusBoard;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at an application four times a second, in a thread of its own: keeps its history, and tells
 * those who listen. Nobody who listens costs more than a look at a few numbers.
 */
final class LiveFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
  private static final int MAX_POINTS = 600;
  private static final Duration TICK = Duration.ofMillis(250);
  private static final int TICKS_OF_POINT = 4;
  private static final int TICKS_OF_EVALUATION = 8;

  /** So that they are at most ten a second, as are drifts. */
  private static final int MOST_REJECTS = 2;

  private static final int MOST_DRIFTS = 2;

  private final StreamsHealth streams;
  private final StatusBoard board;
  private final EventHub hub;
  private final JsonWriter json;
  private final InstantSource clock;
  private final RecentRecords recent;
  private final History history = new History(MAX_POINTS, TICK.multipliedBy(TICKS_OF_POINT));
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("gradstream-live").factory());
  private long ticks;
  private long predictionsTold;
  private long predictionsTimed;
  private long rejectsTold;
  private long driftsTold;
  private boolean failed;

  LiveFeed(
      StreamsHealth streams,
      StatusBoard board,
      EventHub hub,
      JsonWriter json,
      InstantSource clock) {
    this.streams = streams;
    this.board = board;
    this.hub = hub;
    this.json = json;
    this.clock = clock;
    this.recent = board.recent();
  }

  void start() {
    var _ =
        executor.scheduleAtFixedRate(this::lookSafely, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  History.View history() {
    return history.view();
  }

  private void lookSafely() {
    try {
      look();
      failed = false;
    } catch (RuntimeException | Error e) {
      if (!failed) {
        LOG.error("the live page gets no events; not logged again until it does", e);
      }
      failed = true;
    }
  }

  private void look() {
    boolean watched = hub.watchers() > 0;
    List<Event> events = new ArrayList<>();
    if (ticks % TICKS_OF_POINT == 0) {
      HistoryPoint point = history.add(point(), board.predictions());
      if (watched) {
        events.add(new Event("point", json.bytes(point)));
      }
    }
    if (watched && ticks % TICKS_OF_EVALUATION == 0) {
      EvaluationView evaluation = EvaluationView.of(streams, board, clock.millis());
      events.add(new Event("evaluation", json.bytes(evaluation)));
    }
    addRecent(events);
    ticks++;
    if (watched) {
      hub.publish(events);
    }
  }

  private HistoryPoint point() {
    List<PartitionStatus> open = board.open();
    return new HistoryPoint(
        clock.millis(),
        open.stream().mapToLong(status -> status.examples()).sum(),
        Double.NaN,
        medianLatency(),
        open.stream()
            .limit(EvaluationView.MOST_SHOWN)
            .map(HistoryPoint.PartitionPoint::of)
            .toList());
  }

  /** Of the predictions seen since the point before; NaN of none. */
  private double medianLatency() {
    long before = predictionsTimed;
    predictionsTimed = recent.predictions().added();
    long[] latencies =
        recent.predictions().between(before, predictionsTimed).stream()
            .mapToLong(SampledPrediction::latencyMillis)
            .filter(latency -> latency >= 0)
            .sorted()
            .toArray();
    return latencies.length == 0 ? Double.NaN : latencies[latencies.length / 2];
  }

  private void addRecent(List<Event> events) {
    long predictionsNow = recent.predictions().added();
    long rejectsNow = recent.rejects().added();
    long driftsNow = recent.drifts().added();
    List<SampledReject> rejects = recent.rejects().between(rejectsTold, rejectsNow);
    List<SampledDrift> drifts = recent.drifts().between(driftsTold, driftsNow);
    recent.predictions().between(predictionsTold, predictionsNow).stream()
        .limit(1)
        .forEach(seen -> add(events, "prediction", RecentView.PredictionView.of(seen)));
    predictionsTold = predictionsNow;
    rejectsTold = rejectsNow;
    driftsTold = driftsNow;
    rejects.reversed().stream()
        .skip(Math.max(0, rejects.size() - MOST_REJECTS))
        .forEach(seen -> add(events, "reject", RecentView.RejectView.of(seen)));
    drifts.reversed().stream()
        .skip(Math.max(0, drifts.size() - MOST_DRIFTS))
        .forEach(seen -> add(events, "drift", RecentView.DriftView.of(seen)));
  }

  private void add(List<Event> events, String name, Object data) {
    events.add(new Event(name, json.bytes(data)));
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
