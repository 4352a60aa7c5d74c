package io.gradstream.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventHubTest {
  private static final Duration NO_TIME = Duration.ZERO;

  private final EventHub hub = new EventHub();

  @Test
  void eventsAreEncodedOnceForAllWhoListen() throws Exception {
    EventHub.Listener one = hub.listen();
    EventHub.Listener other = hub.listen();

    hub.publish(List.of(event("point", "{\"t\":1}"), event("drift", "{}")));

    byte[] bytes = one.next(NO_TIME);
    assertThat(bytes)
        .asString(UTF_8)
        .isEqualTo("id: 1\nevent: point\ndata: {\"t\":1}\n\nid: 2\nevent: drift\ndata: {}\n\n");
    assertThat(other.next(NO_TIME)).isSameAs(bytes);
  }

  @Test
  void aListenerHearsWhatComesAfterItBegan() throws Exception {
    hub.publish(List.of(event("point", "before")));
    EventHub.Listener listener = hub.listen();
    assertThat(listener.next(NO_TIME)).isEmpty();

    hub.publish(List.of());
    hub.publish(List.of(event("point", "first")));
    hub.publish(List.of(event("point", "second")));

    assertThat(listener.next(NO_TIME)).asString(UTF_8).startsWith("id: 2\n").contains("first");
    assertThat(listener.next(NO_TIME)).asString(UTF_8).startsWith("id: 3\n").contains("second");
    assertThat(listener.next(NO_TIME)).isEmpty();
  }

  @Test
  void oneThatIsOvertakenGoesOnWithTheNewest() throws Exception {
    EventHub.Listener slow = hub.listen();
    EventHub.Listener late = hub.listen();
    publish(EventHub.KEPT);
    assertThat(late.next(NO_TIME)).asString(UTF_8).startsWith("id: 1\n");

    publish(1);

    assertThat(slow.next(NO_TIME)).asString(UTF_8).startsWith("id: " + (EventHub.KEPT + 1) + "\n");
    assertThat(slow.next(NO_TIME)).isEmpty();
    assertThat(late.next(NO_TIME)).asString(UTF_8).startsWith("id: 2\n");
  }

  @Test
  void knowsHowManyListen() {
    assertThat(hub.watchers()).isZero();
    try (EventHub.Listener one = hub.listen()) {
      hub.listen().close();
      assertThat(hub.watchers()).isOne();
      assertThat(one).isNotNull();
    }
    assertThat(hub.watchers()).isZero();
  }

  @Test
  void endsForAllWhenItIsClosed() throws Exception {
    EventHub.Listener listener = hub.listen();
    publish(1);
    hub.close();

    assertThat(listener.next(Duration.ofDays(1))).isNull();
  }

  private void publish(int times) {
    for (int i = 0; i < times; i++) {
      hub.publish(List.of(event("point", "{}")));
    }
  }

  private static Event event(String name, String data) {
    return new Event(name, data.getBytes(UTF_8));
  }
}
