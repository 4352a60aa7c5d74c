package io.gradstream.app;

import io.gradstream.client.ClientSettings;
import io.gradstream.config.ConfigurationException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after what an application shares with others while it runs. Kafka's clients do not: a
 * producer waits for ever for a topic that somebody has deleted.
 */
final class ClusterWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final Admin admin;
  private final ClusterTopics topics;
  private final OrphanedTransactions transactions;
  private final ScheduledExecutorService thread =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("cluster-watch").factory(),
          new ThreadPoolExecutor.DiscardPolicy()); // Once it is closed.
  private final AtomicBoolean tookOver = new AtomicBoolean();

  /** Of an application. Its topics are looked at only once it is begun. */
  ClusterWatch(
      Map<String, Object> adminSettings, ClusterTopics topics, OrphanedTransactions transactions) {
    this.admin = ClientSettings.connect(adminSettings, Admin::create);
    this.topics = topics;
    this.transactions = transactions;
  }

  /**
   * Looks at the topics now and then.
   *
   * @param refused is told why the application cannot go on with them
   */
  void begin(Consumer<ConfigurationException> refused) {
    var _ =
        thread.scheduleWithFixedDelay(
            () -> fit(refused), INTERVAL.toSeconds(), INTERVAL.toSeconds(), TimeUnit.SECONDS);
  }

  /** To be told of each partition that this instance takes over; does not wait. */
  void tookOver() {
    if (tookOver.compareAndSet(false, true)) {
      thread.execute(this::endTransactions);
    }
  }

  private void fit(Consumer<ConfigurationException> refused) {
    try {
      var _ = topics.fitInUse(admin);
    } catch (ConfigurationException e) {
      refused.accept(e);
    } catch (RuntimeException e) {
      LOG.debug("topics not looked at", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void endTransactions() {
    tookOver.set(false);
    try {
      transactions.end(admin);
    } catch (ExecutionException e) {
      LOG.info(
          "transactions of instances that were killed are left to time out reason={}",
          Objects.requireNonNullElse(e.getCause(), e).toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    admin.close(Duration.ZERO);
  }
}
