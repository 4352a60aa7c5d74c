package io.gradstream.config;

import io.gradstream.text.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the live page, metrics and health are served, and what a client must show.
 *
 * @param port null serves nothing, 0 takes any free one
 * @param token what clients must show; null for nothing, unless there is a file
 * @param tokenFile that holds the token; null for none
 * @param tls null for plain HTTP
 */
public record HttpConfig(
    String address,
    @Nullable Integer port,
    @Nullable String token,
    @Nullable Path tokenFile,
    @Nullable Tls tls) {
  private static final int MAX_FILE_BYTES = 4096;

  /** As RFC 6750 has it. One that is short can be guessed. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{16,1000}=*");

  private static final String WANTED_TOKEN =
      "at least 16 letters, digits or -._~+/ , as 'openssl rand -hex 32' prints";

  /** Files of PEM. */
  public record Tls(Path certificate, Path privateKey) {
    private static @Nullable Tls of(Section section, Path directory) {
      String certificate = section.textOrNull("certificate");
      String privateKey = section.textOrNull("private-key");
      if (certificate == null && privateKey == null) {
        return null;
      }
      if (certificate == null || privateKey == null) {
        throw new ConfigurationException(
            "http.tls." + (certificate == null ? "certificate" : "private-key"),
            null,
            "a file in PEM beside the other of the two");
      }
      return new Tls(directory.resolve(certificate), directory.resolve(privateKey));
    }
  }

  /** Checks the token. */
  public HttpConfig {
    if (token != null && tokenFile != null) {
      throw new IllegalArgumentException("token-file: got a file, wants none beside http.token");
    }
    if (token != null && !TOKEN.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "token: got %d characters, wants %s".formatted(token.length(), WANTED_TOKEN));
    }
  }

  static HttpConfig of(Section section, Path directory) {
    Long port = section.wholeOrNull("port", 0, 65535);
    String tokenFile = section.textOrNull("token-file");
    return new HttpConfig(
        section.text("address"),
        port == null ? null : port.intValue(),
        section.textOrNull("token"),
        tokenFile == null ? null : directory.resolve(tokenFile),
        Tls.of(section.section("tls"), directory));
  }

  /** The same at another port. */
  public HttpConfig withPort(int port) {
    return new HttpConfig(address, port, token, tokenFile, tls);
  }

  /**
   * The token, read from its file if it has one.
   *
   * @throws ConfigurationException if the file holds none
   */
  public Optional<String> readToken() {
    Path file = tokenFile;
    if (file == null) {
      return Optional.ofNullable(token);
    }
    String read;
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new ConfigurationException(
            "http.token-file", file, "at most %d bytes".formatted(MAX_FILE_BYTES));
      }
      read = Files.readString(file).strip();
    } catch (IOException e) {
      throw new ConfigurationException(
          "http.token-file", Unreadable.reason(e), "a file that holds the token");
    }
    if (!TOKEN.matcher(read).matches()) {
      throw new ConfigurationException(
          "http.token-file", "%s (%d characters)".formatted(file, read.length()), WANTED_TOKEN);
    }
    return Optional.of(read);
  }

  /** Does not show the token. */
  @Override
  public String toString() {
    return "%s:%s".formatted(address, port);
  }
}
