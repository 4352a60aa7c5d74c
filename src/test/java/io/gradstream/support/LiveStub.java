package io.gradstream.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.http.EndpointSettings;
import io.gradstream.http.Event;
import io.gradstream.http.EventHub;
import io.gradstream.http.Health;
import io.gradstream.http.HttpEndpoint;
import io.gradstream.http.Routes;
import io.gradstream.http.Scraped;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The live page as it is served, of a made-up run that the test moves along. */
public final class LiveStub implements AutoCloseable {
  private final ObjectMapper json = new ObjectMapper();
  private final EventHub events = new EventHub();
  private final LiveRun run;
  private final HttpEndpoint endpoint;

  /** Listens at any free port of this machine alone. */
  public LiveStub(LiveRun run) throws IOException {
    this(run, null);
  }

  /** The same; wants a token if one is given. */
  public LiveStub(LiveRun run, @Nullable String token) throws IOException {
    this.run = run;
    this.endpoint =
        HttpEndpoint.start(
            new EndpointSettings("127.0.0.1", 0, token, null),
            new Routes(
                accept -> new Scraped("text/plain", new byte[0]),
                () -> Health.UP,
                () -> Health.UP,
                Stream.of("model", "topology", "evaluation", "history", "recent")
                    .collect(Collectors.toMap(Function.identity(), this::answer)),
                events));
  }

  private Supplier<byte[]> answer(String name) {
    return () -> bytes(run.answer(name));
  }

  public URI uri() {
    return endpoint.uri();
  }

  /** How many listen to the events; one that has gone is noticed when it is told something. */
  public int listeners() {
    return events.watchers();
  }

  /** The run goes on for some seconds, and all listeners hear it at once. */
  public void learn(int seconds) {
    List<Event> told = new ArrayList<>();
    for (int i = 0; i < seconds; i++) {
      run.learn();
      told.add(event("point", run.point()));
      told.add(event("prediction", run.prediction()));
    }
    told.add(event("evaluation", run.answer("evaluation")));
    events.publish(told);
  }

  /** The loss rises, and a drift is found. */
  public void drift() {
    events.publish(List.of(event("drift", run.drift())));
    learn(1);
  }

  /** Records of partition 0 that wait for a transaction to end. */
  public void hold(int records) {
    run.hold(records);
    learn(1);
  }

  /** A record is rejected. */
  public void reject(String reason, String detail) {
    events.publish(List.of(event("reject", run.reject(reason, detail))));
  }

  private Event event(String name, Object data) {
    return new Event(name, bytes(data));
  }

  private byte[] bytes(Object data) {
    try {
      return json.writeValueAsBytes(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As when the process ends. */
  @Override
  public void close() {
    endpoint.close();
  }
}
