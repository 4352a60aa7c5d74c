package io.gradstream.app;

import io.gradstream.client.BrokerContact;
import io.gradstream.client.ClientSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cluster that answers, with topics that an application can go on with. */
final class ClusterContact {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterContact.class);

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Map<String, Object> settings;
  private final BrokerContact broker;
  private final ClusterTopics topics;
  private final Duration patience;

  /**
   * A cluster that is reached with the settings of an admin client.
   *
   * @param patience for how long, at first, brokers may answer but not for the topics, as while
   *     leaders are elected
   */
  ClusterContact(Map<String, Object> clientSettings, ClusterTopics topics, Duration patience) {
    // A new client, after that, has forgotten what led it astray.
    this.settings = ClientSettings.withPatience(clientSettings, BrokerContact.PATIENCE_MILLIS);
    this.broker = new BrokerContact(clientSettings);
    this.topics = topics;
    this.patience = patience;
  }

  /**
   * Waits for an answer, and makes the topics fit; brokers may go away in between.
   *
   * @return false if it was stopped before
   * @throws io.gradstream.config.ConfigurationException if a setting is refused, or the topics
   *     cannot be made to fit
   * @throws IllegalStateException if none came in time, or the topics cannot be asked for
   */
  boolean await(BooleanSupplier stopped) {
    for (long start = System.nanoTime(); ; LockSupport.parkNanos(PAUSE.toNanos())) {
      try {
        return awaitOnce(stopped);
      } catch (IllegalStateException e) {
        if (!(e.getCause() instanceof RetriableException)) {
          throw e;
        }
        if (System.nanoTime() - start > patience.toNanos()) {
          throw new IllegalStateException(
              ("kafka.bootstrap.servers: brokers answer at %s, but for %d s not for the topics;"
                      + " wants a cluster whose partitions have leaders and whose groups have"
                      + " coordinators")
                  .formatted(
                      settings.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG),
                      patience.toSeconds()),
              e);
        }
        LOG.warn("brokers answer, but not for the topics yet; asking again");
      }
    }
  }

  private boolean awaitOnce(BooleanSupplier stopped) {
    Admin admin = ClientSettings.connect(settings, Admin::create);
    try {
      if (!broker.await(admin, stopped)) {
        return false;
      }
      topics.fit(admin);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for topics", e);
    } finally {
      admin.close(Duration.ZERO); // What is still under way was given up.
    }
  }

  /**
   * Goes on with a cluster that has answered before, once it answers again, however long it takes.
   *
   * @param goOn what to do then; tried again after a {@link KafkaException}, as where a host has no
   *     address
   * @return false if it was stopped before
   * @throws io.gradstream.config.ConfigurationException if the topics cannot be made to fit
   * @throws IllegalStateException if a broker answers that it, or a topic, is not to be used
   */
  boolean awaitReturn(BooleanSupplier stopped, Runnable goOn) throws InterruptedException {
    for (; broker.awaitReturn(stopped); LockSupport.parkNanos(PAUSE.toNanos())) {
      try (Admin admin = Admin.create(settings)) {
        if (topics.fitInUse(admin)) {
          goOn.run();
          return true;
        }
      } catch (IllegalStateException e) {
        if (!(e.getCause() instanceof RetriableException)) {
          throw e;
        }
      } catch (KafkaException e) {
        LOG.debug("no client", e);
      }
    }
    return false;
  }
}
