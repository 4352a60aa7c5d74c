package io.gradstream.cli;

import io.gradstream.config.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that lead to a running instance. */
final class RunningOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Address of the instance's page (default ${DEFAULT-VALUE}).",
      defaultValue = "http://127.0.0.1:8080")
  private String url;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "A file with the bearer token, if the instance requires one.")
  private @Nullable Path tokenFile;

  @SuppressWarnings("NullAway.Init") // picocli injects what is annotated.
  RunningOptions() {}

  /** A client of the instance; nobody is contacted. */
  RunningClient client() {
    return new RunningClient(address(), tokenFile == null ? null : token(tokenFile));
  }

  private URI address() {
    try {
      URI address = new URI(url);
      boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (web && address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // The same complaint serves.
    }
    throw new ParameterException(
        spec.commandLine(), "--url wants http://HOST:PORT or https://HOST:PORT, got " + url);
  }

  private static String token(Path file) {
    try {
      String token = Files.readString(file).strip();
      if (!token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 127)) {
        return token;
      }
    } catch (IOException e) {
      // The same complaint serves.
    }
    throw new ConfigurationException(
        "--token-file", file, "a file that can be read and holds one token of plain characters");
  }
}
