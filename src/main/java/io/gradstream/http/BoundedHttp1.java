package io.gradstream.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;

/**
 * HTTP/1.1 with an end to every connection. The server's own check for idle connections spares one
 * that is in the middle of a request, so a client that sends a header byte by byte, or never reads
 * its answer, would keep its place for ever; here such a connection is cut. An answer without an
 * end is not silence: of that each part has its time.
 */
record BoundedHttp1(ServerConnectionSelector http1, Duration silence)
    implements ServerConnectionSelector {
  /** Bound while a connection is handled. */
  static final ScopedValue<Streaming> STREAMING = ScopedValue.newInstance();

  /** How far a connection is with an answer that has no end. */
  static final class Streaming {
    private volatile boolean open;
    private volatile boolean sending;
    private volatile long sinceNanos;

    /** A part is being sent. */
    void begin() {
      sinceNanos = System.nanoTime();
      sending = true;
      open = true;
    }

    /** The part was sent. */
    void pause() {
      sending = false;
    }

    /** The answer is over. */
    void end() {
      open = false;
    }

    /** For how long a part is being sent; what it is otherwise, unless such an answer is open. */
    Duration silence(Duration otherwise) {
      if (!open) {
        return otherwise;
      }
      return sending ? Duration.ofNanos(System.nanoTime() - sinceNanos) : Duration.ZERO;
    }
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    return new Connection(http1.connection(OldHttp.readable(context)), silence, new Streaming());
  }

  @Override
  public int bytesToIdentifyConnection() {
    return http1.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return http1.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http1.supportedApplicationProtocols();
  }

  private record Connection(ServerConnection http1, Duration silence, Streaming streaming)
      implements ServerConnection, InterruptableTask<Void> {

    @Override
    public void handle(Limit limit) throws InterruptedException {
      ScopedValue.where(STREAMING, streaming)
          .<Void, InterruptedException>call(
              () -> {
                http1.handle(limit);
                return null;
              });
    }

    @Override
    public Duration idleTime() {
      return streaming.silence(http1.idleTime());
    }

    /** Called when idle for too long, and when the server stops; only there is time to finish. */
    @Override
    public void close(boolean interrupt) {
      http1.close(interrupt || idleTime().compareTo(silence) > 0);
    }

    @Override
    public boolean canInterrupt() {
      return http1 instanceof InterruptableTask<?> task && task.canInterrupt();
    }
  }
}
