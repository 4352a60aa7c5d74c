package io.gradstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** That refused values are reported is in {@code MainTest}. */
class ClientSettingsTest {
  @Test
  void whatNoClientKnowsIsFoundWithWhatItMayBeMeantFor() {
    assertThat(
            ClientSettings.unknown(
                List.of("session.timoeut.ms", "producer.lingr.ms", "audit.target")))
        .isEqualTo(
            Map.of(
                "session.timoeut.ms", Optional.of("session.timeout.ms"),
                "producer.lingr.ms", Optional.of("linger.ms"),
                "audit.target", Optional.empty()));
  }

  @Test
  void whatAClientOrARegistryOrABrokerKnowsIsNotUnknown() {
    assertThat(
            ClientSettings.unknown(
                List.of(
                    "application.id",
                    "session.timeout.ms",
                    "consumer.session.timeout.ms",
                    "main.consumer.max.poll.records",
                    "restore.consumer.max.poll.records",
                    "producer.linger.ms",
                    "admin.retries",
                    "sasl.jaas.config",
                    "ssl.keystore.location",
                    "group.instance.id",
                    "processing.exception.handler.global.enabled",
                    "topic.min.insync.replicas",
                    "client.tag.zone",
                    "schema.registry.url",
                    "basic.auth.user.info",
                    "auto.register.schemas")))
        .isEmpty();
  }
}
