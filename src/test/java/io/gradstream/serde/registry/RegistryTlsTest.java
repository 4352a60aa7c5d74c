package io.gradstream.serde.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry behind TLS, with a certificate that only a trust store of its own knows. */
final class RegistryTlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir private Path directory;

  @Test
  void theTrustStoreOfTheSettingsIsUsedAndNoOther() throws Exception {
    Path keys = directory.resolve("keys.p12");
    keytool(
        "-genkeypair -alias registry -keyalg EC -dname CN=localhost -ext san=dns:localhost"
            + " -storetype PKCS12 -storepass "
            + PASSWORD,
        keys);
    try (StubRegistry stub = StubRegistry.overTls(tls(keys), StubRegistry.OK)) {
      String url = "https://" + stub.authority();
      Map<String, String> trusting =
          Map.of(
              "schema.registry.url",
              url,
              "schema.registry.ssl.truststore.location",
              keys.toString(),
              "schema.registry.ssl.truststore.password",
              PASSWORD,
              "schema.registry.ssl.truststore.type",
              "PKCS12");
      try (SchemaRegistry registry = SchemaRegistry.of(trusting)) {
        assertThat(registry.schema(new SchemaName.Id(7)))
            .isEqualTo(Schema.create(Schema.Type.LONG));
      }
      try (SchemaRegistry registry = SchemaRegistry.of(Map.of("schema.registry.url", url))) {
        assertThatThrownBy(() -> registry.schema(new SchemaName.Id(7)))
            .isInstanceOf(RegistryException.class)
            .hasMessageContaining(url)
            .hasMessageContaining("certification path");
      }
    }
  }

  private static void keytool(String arguments, Path keys) throws Exception {
    List<String> command = new ArrayList<>(List.of(arguments.split(" ")));
    command.add(0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-keystore", keys.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static SSLContext tls(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
