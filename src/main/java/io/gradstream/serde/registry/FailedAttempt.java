package io.gradstream.serde.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.text.Shown;
import org.jspecify.annotations.Nullable;

/** One attempt to ask a registry that did not get what it asked for. */
final class FailedAttempt extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MAX_MESSAGE_CHARS = 300;

  /** What it says of the question, and of others. */
  enum Kind {
    /** It may be answered if it is asked again: no connection, silence, 429, 5xx, a proxy's 404. */
    MAY_PASS,
    /** It will not be, as after 401, 403 or 409; others may be. */
    SETTLED,
    /** Nor will any other: a certificate nobody trusts. */
    OF_ALL
  }

  private final Kind kind;

  FailedAttempt(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
    this.kind = kind;
  }

  /** Of an answer that is none. */
  static FailedAttempt answered(int status, @Nullable JsonNode json) {
    boolean mayPass =
        status / 100 == 2 || status / 100 == 5 || status == 404 || status == 408 || status == 429;
    return new FailedAttempt(mayPass ? Kind.MAY_PASS : Kind.SETTLED, describe(status, json), null);
  }

  private static String describe(int status, @Nullable JsonNode json) {
    if (json == null || !json.isObject()) {
      return "answered %d without a JSON object".formatted(status);
    }
    if (status / 100 == 2) {
      return "answered %d without a schema".formatted(status);
    }
    String message = Shown.line(json.path("message").asText());
    return "answered %d: %s".formatted(status, Shown.start(message, MAX_MESSAGE_CHARS));
  }

  Kind kind() {
    return kind;
  }
}
