package io.gradstream.app;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cluster that answers, with topics that an application can go on with. */
final class ClusterContact {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterContact.class);

  private final Map<String, Object> settings;
  private final BrokerContact broker;
  private final ClusterTopics topics;

  /** Of the settings of an admin client. */
  ClusterContact(Map<String, Object> clientSettings, ClusterTopics topics) {
    this.settings = clientSettings;
    this.broker = new BrokerContact(clientSettings);
    this.topics = topics;
  }

  /**
   * Waits for an answer, and makes the topics fit.
   *
   * @return false if it was stopped before
   * @throws io.gradstream.config.ConfigurationException if a setting is refused, or the topics
   *     cannot be made to fit
   * @throws IllegalStateException if none came in time, or the topics cannot be asked for
   */
  boolean await(BooleanSupplier stopped) {
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
   * The same, of a broker that has answered before, however long it takes.
   *
   * @throws IllegalStateException if it answers that it, or a topic, is not to be used
   */
  boolean awaitReturn(BooleanSupplier stopped) throws InterruptedException {
    while (broker.awaitReturn(stopped)) {
      try (Admin admin = Admin.create(settings)) {
        topics.fit(admin);
        return true;
      } catch (IllegalStateException e) {
        if (!(e.getCause() instanceof RetriableException)) {
          throw e;
        }
      } catch (KafkaException e) {
        // A host that is down again may have no address.
        LOG.debug("no client", e);
      }
    }
    return false;
  }
}
