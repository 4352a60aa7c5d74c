package io.gradstream.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class TlsIT {
  private static final String PASSWORD = "changeit";
  private static final String LOCAL = "127.0.0.1";

  @TempDir private Path directory;
  private final EventHub hub = new EventHub();
  private final Routes routes =
      new Routes(
          accept -> new Scraped("text/plain", new byte[0]),
          () -> Health.UP,
          () -> Health.UP,
          Map.of(),
          hub);

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void servesByTheCertificateOfPemFiles(String algorithm) throws Exception {
    TlsFiles files = files("server", algorithm);
    try (HttpClient client = trusting(files.certificate());
        HttpEndpoint endpoint = HttpEndpoint.start(settings(files), routes)) {
      assertThat(endpoint.uri()).hasScheme("https");
      HttpRequest health = request(endpoint, "health/ready");
      assertThat(client.send(health, BodyHandlers.ofString()).body())
          .isEqualTo("{\"status\":\"UP\"}\n");

      HttpResponse<Stream<String>> events =
          client.send(request(endpoint, "api/events"), BodyHandlers.ofLines());
      await().until(() -> hub.watchers() > 0);
      hub.publish(List.of(new Event("point", "{}".getBytes(UTF_8))));
      assertThat(events.body().filter("event: point"::equals).findFirst()).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0016\u0003\u0001\u0002\0"})
  void cutsAClientThatStallsInTheHandshake(String bytes) throws Exception {
    TlsFiles files = files("server", "EC");
    Limits onePlace = new Limits(1, Duration.ofSeconds(1), 1);
    try (HttpEndpoint endpoint = HttpEndpoint.start(settings(files), routes, onePlace);
        HttpClient client = trusting(files.certificate());
        Socket stalled = RawClient.connect(endpoint, bytes)) {
      HttpRequest health = request(endpoint, "health/live");
      assertThat(client.send(health, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      assertThat(stalled.isConnected()).isTrue();
    }
  }

  @Test
  void saysWhatIsWrongWithTheFiles() throws Exception {
    TlsFiles files = files("server", "EC");
    TlsFiles other = files("other", "RSA");
    Path absent = directory.resolve("absent.pem");
    Path text = Files.writeString(directory.resolve("text.pem"), "nothing");
    Path encrypted =
        Files.writeString(
            directory.resolve("encrypted.pem"),
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
    Path garbage =
        Files.writeString(
            directory.resolve("garbage.pem"),
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");

    assertRefused(
        absent,
        files.privateKey(),
        "http.tls.certificate: got %s, wants a file that exists".formatted(absent));
    assertRefused(
        text,
        files.privateKey(),
        "http.tls.certificate: got %s, wants certificates as PEM".formatted(text));
    assertRefused(
        files.certificate(),
        absent,
        "http.tls.private-key: got %s, wants a file that exists".formatted(absent));
    assertRefused(
        files.certificate(),
        encrypted,
        "http.tls.private-key: got %s (ENCRYPTED PRIVATE KEY), wants a PRIVATE KEY as PEM"
            .formatted(encrypted));
    assertRefused(
        files.certificate(),
        text,
        "http.tls.private-key: got %s (no PEM), wants a PRIVATE KEY as PEM".formatted(text));
    assertRefused(
        files.certificate(),
        garbage,
        "http.tls.private-key: got %s, wants a key of RSA, EC or EdDSA".formatted(garbage));
    assertRefused(
        files.certificate(),
        other.privateKey(),
        "http.tls.private-key: got %s, wants the key of the first certificate in %s"
            .formatted(other.privateKey(), files.certificate()));
  }

  private void assertRefused(Path certificate, Path key, String message) {
    assertThatIOException()
        .isThrownBy(
            () -> HttpEndpoint.start(settings(new TlsFiles(certificate, key)), routes).close())
        .withMessageStartingWith(message);
  }

  private static EndpointSettings settings(TlsFiles files) {
    return new EndpointSettings(LOCAL, 0, null, files);
  }

  private static HttpRequest request(HttpEndpoint endpoint, String path) {
    return HttpRequest.newBuilder(URI.create(endpoint.uri() + path)).build();
  }

  private TlsFiles files(String name, String algorithm) throws Exception {
    Path keys = directory.resolve(name + ".p12");
    keytool(
        "-genkeypair -alias one -keyalg %s -dname CN=localhost -ext san=ip:%s -storetype PKCS12"
                .formatted(algorithm, LOCAL)
            + " -storepass "
            + PASSWORD,
        keys);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return new TlsFiles(
        pem(name + "-cert.pem", "CERTIFICATE", store.getCertificate("one").getEncoded()),
        pem(
            name + "-key.pem",
            "PRIVATE KEY",
            store.getKey("one", PASSWORD.toCharArray()).getEncoded()));
  }

  private Path pem(String file, String what, byte[] bytes) throws Exception {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        directory.resolve(file),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what));
  }

  private static void keytool(String arguments, Path keys) throws Exception {
    List<String> command = new ArrayList<>(List.of(arguments.split(" ")));
    command.add(0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-keystore", keys.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static HttpClient trusting(Path certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(
        "one",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificate))));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(context).build();
  }
}
