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
 * its answer, would keep its place for ever; here such a connection is cut.
 */
record BoundedHttp1(ServerConnectionSelector http1, Duration silence)
    implements ServerConnectionSelector {

  @Override
  public ServerConnection connection(ConnectionContext context) {
    return new Connection(http1.connection(context), silence);
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

  private record Connection(ServerConnection http1, Duration silence)
      implements ServerConnection, InterruptableTask<Void> {

    @Override
    public void handle(Limit limit) throws InterruptedException {
      http1.handle(limit);
    }

    @Override
    public Duration idleTime() {
      return http1.idleTime();
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
