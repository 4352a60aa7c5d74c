package io.gradstream.client;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log of each outage of a broker twice: once it is one, and when it is over. */
public final class OutageLog {
  private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);

  private final String servers;
  private final Duration patience;
  private final LongSupplier nanos;
  private boolean told;
  private long sinceNanos;

  /**
   * Of the broker at some addresses.
   *
   * @param patience for how long nobody may answer before that is an outage
   * @param nanos the time, from any origin
   */
  public OutageLog(@Nullable Object servers, Duration patience, LongSupplier nanos) {
    this.servers = String.valueOf(servers);
    this.patience = patience;
    this.nanos = nanos;
  }

  /** Nobody has answered since then, though asked. */
  public synchronized void silent(long silentSinceNanos) {
    long silence = nanos.getAsLong() - silentSinceNanos;
    if (told || silence < patience.toNanos()) {
      return;
    }
    told = true;
    sinceNanos = silentSinceNanos;
    LOG.warn(
        "waiting for the broker bootstrapServers={} silentSeconds={}",
        servers,
        Duration.ofNanos(silence).toSeconds());
  }

  /** Somebody answers. */
  public synchronized void answered() {
    if (told) {
      told = false;
      LOG.info(
          "the broker answers again bootstrapServers={} silentSeconds={}",
          servers,
          Duration.ofNanos(nanos.getAsLong() - sinceNanos).toSeconds());
    }
  }
}
