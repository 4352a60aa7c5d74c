package io.gradstream.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers nobody who does not show the token. The paths that are open hold no data: health, which
 * an orchestrator asks for, and the page, which must be there to be given the token.
 */
record Access(String token) implements Filter {
  private static final Set<String> OPEN = Set.of("/", "/health/live", "/health/ready");
  private static final String SCHEME = "bearer ";

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (OPEN.contains(request.path().path()) || isKnown(shown(request))) {
      chain.proceed();
      return;
    }
    response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"gradstream\"");
    Answer.of(
            Status.UNAUTHORIZED_401,
            "wants the header Authorization: Bearer TOKEN, with http.token\n")
        .send(request, response);
  }

  /** In a header alone: an address is written to logs. */
  private static Optional<String> shown(RoutingRequest request) {
    List<String> headers =
        request.headers().contains(HeaderNames.AUTHORIZATION)
            ? request.headers().get(HeaderNames.AUTHORIZATION).allValues()
            : List.of();
    return headers.size() == 1
            && headers.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.of(headers.getFirst().substring(SCHEME.length()).strip())
        : Optional.empty();
  }

  /** Takes as long for any wrong token. */
  private boolean isKnown(Optional<String> shown) {
    return shown.isPresent()
        && MessageDigest.isEqual(shown.get().getBytes(UTF_8), token.getBytes(UTF_8));
  }

  /** Does not show the token. */
  @Override
  public String toString() {
    return "Access";
  }
}
