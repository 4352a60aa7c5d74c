package io.gradstream.client;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** Whether anybody answers at {@code bootstrap.servers}, asked before anything waits for long. */
public final class BrokerContact {
  /** How long a client may wait for an answer. */
  public static final int PATIENCE_MILLIS = 12_000;

  private static final Duration SILENCE = Duration.ofSeconds(2);
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final Duration POLL = Duration.ofMillis(100);

  private final Map<String, Object> settings;
  private final String servers;
  private final int patienceMillis;

  /** A broker that is reached with the settings of an admin client. */
  public BrokerContact(Map<String, Object> clientSettings) {
    this.settings = clientSettings;
    this.servers = String.valueOf(clientSettings.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
    this.patienceMillis =
        Math.min(
            PATIENCE_MILLIS,
            new AdminClientConfig(clientSettings)
                .getInt(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG));
  }

  /**
   * Waits for an answer, and says so if it takes a while.
   *
   * @return false if it was stopped before
   * @throws IllegalStateException if none came in time
   */
  public boolean await(Admin admin, BooleanSupplier stopped) throws InterruptedException {
    OutageLog outage = new OutageLog(servers, SILENCE, System::nanoTime);
    return await(admin, stopped, patienceMillis, Optional.of(outage));
  }

  /**
   * Waits for the return of a broker that has answered before, however long it takes. Does not log;
   * the caller does.
   *
   * @return false if it was stopped before
   * @throws IllegalStateException if it answers that it is not to be used
   */
  public boolean awaitReturn(BooleanSupplier stopped) throws InterruptedException {
    while (!stopped.getAsBoolean()) {
      Admin admin;
      try {
        admin = Admin.create(settings);
      } catch (KafkaException e) { // A host that is down may have no address.
        LockSupport.parkNanos(POLL.toNanos());
        continue;
      }
      try {
        return await(admin, stopped, Integer.MAX_VALUE, Optional.empty());
      } finally {
        admin.close(Duration.ZERO);
      }
    }
    return false;
  }

  private boolean await(
      Admin admin, BooleanSupplier stopped, int patienceMillis, Optional<OutageLog> outage)
      throws InterruptedException {
    KafkaFuture<String> answer =
        admin.describeCluster(new DescribeClusterOptions().timeoutMs(patienceMillis)).clusterId();
    long start = System.nanoTime();
    while (!stopped.getAsBoolean()) {
      try {
        answer.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
        outage.ifPresent(OutageLog::answered);
        return true;
      } catch (TimeoutException e) {
        if (System.nanoTime() - start > patienceMillis * NANOS_PER_MILLI) {
          throw nobody(); // The client may take longer.
        }
        outage.ifPresent(log -> log.silent(start));
      } catch (ExecutionException e) {
        throw failure(Objects.requireNonNullElse(e.getCause(), e));
      }
    }
    return false;
  }

  private IllegalStateException failure(Throwable cause) {
    return cause instanceof org.apache.kafka.common.errors.TimeoutException
        ? nobody()
        : new IllegalStateException("kafka.bootstrap.servers: no use of " + servers, cause);
  }

  private IllegalStateException nobody() {
    return new IllegalStateException(
        String.format(
            Locale.ROOT,
            "kafka.bootstrap.servers: nobody answers at %s, asked for %.1f s; wants a broker that"
                + " is up there, reached from here, by its security.protocol",
            servers,
            patienceMillis / 1e3));
  }
}
