package io.gradstream.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Sends a hub's events to a client for as long as it takes them. */
final class EventStream implements Handler {
  /** How soon a browser is to come again. */
  private static final byte[] GREETING = "retry: 2000\n\n".getBytes(UTF_8);

  /** A comment: without it nobody would notice that a client is gone. */
  private static final byte[] STILL_HERE = ":\n\n".getBytes(UTF_8);

  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final String EVENTS = "text/event-stream; charset=utf-8";
  private static final String COME_AGAIN_SECONDS = "10";

  /** What nginx, and those that took it over, look for. */
  private static final HeaderName ACCEL_BUFFERING = HeaderNames.create("X-Accel-Buffering");

  private final EventHub hub;
  private final int most;
  private final Semaphore places;

  EventStream(EventHub hub, int most) {
    this.hub = hub;
    this.most = most;
    this.places = new Semaphore(most);
  }

  /** A proxy on the way is to hand on each event as it comes: not kept, not packed, not held. */
  @Override
  public void handle(ServerRequest request, ServerResponse response) throws InterruptedException {
    response
        .header(HeaderNames.CACHE_CONTROL, "no-cache, no-store, no-transform")
        .header(ACCEL_BUFFERING, "no");
    if (Answer.isOfHeadAlone(request)) {
      response.header(HeaderNames.CONTENT_TYPE, EVENTS).send();
      return;
    }
    if (!places.tryAcquire()) {
      response.header(HeaderNames.RETRY_AFTER, COME_AGAIN_SECONDS);
      Answer.of(
              Status.SERVICE_UNAVAILABLE_503,
              "there are %d clients of events already\n".formatted(most))
          .send(request, response);
      return;
    }
    BoundedHttp1.Streaming streaming = BoundedHttp1.STREAMING.get();
    try (EventHub.Listener listener = hub.listen()) {
      response.header(HeaderNames.CONTENT_TYPE, EVENTS);
      send(listener, response.outputStream(), streaming);
    } catch (IOException e) {
      throw new CloseConnectionException("the client is gone", e);
    } finally {
      streaming.end();
      places.release();
    }
  }

  private static void send(
      EventHub.Listener listener, OutputStream out, BoundedHttp1.Streaming streaming)
      throws IOException, InterruptedException {
    write(GREETING, out, streaming);
    while (true) {
      byte[] bytes = listener.next(HEARTBEAT);
      if (bytes == null) {
        out.close();
        return;
      }
      write(bytes.length == 0 ? STILL_HERE : bytes, out, streaming);
    }
  }

  /** A client that does not take this in time is cut by {@link BoundedHttp1}. */
  private static void write(byte[] bytes, OutputStream out, BoundedHttp1.Streaming streaming)
      throws IOException {
    streaming.begin();
    try {
      out.write(bytes);
      out.flush();
      out.flush(); // The server holds the first write back until there is another.
    } catch (RuntimeException e) { // The server's own for a socket that fails.
      throw new IOException(e);
    } finally {
      streaming.pause();
    }
  }
}
