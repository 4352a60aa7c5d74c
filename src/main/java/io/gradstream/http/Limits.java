package io.gradstream.http;

import java.time.Duration;

/**
 * What clients may take.
 *
 * @param connections open at once, and so requests at once, as HTTP/1.1 answers one at a time; more
 *     wait in the system's backlog, unaccepted
 * @param silence how long a connection may go without finishing to send or to receive something:
 *     its next request line, a request, the answer, or a part of an answer without an end
 * @param eventClients that listen to events at once; others are told to come later, so that there
 *     is room for who asks something else
 */
record Limits(int connections, Duration silence, int eventClients) {
  static final Limits DEFAULT = new Limits(320, Duration.ofSeconds(30), 256);

  /** Of the request line. */
  static final int LINE_BYTES = 2048;

  /** Of all request headers together; a browser with its cookies stays below. */
  static final int HEADERS_BYTES = 8192;

  /** Of a request's body; no path reads one. */
  static final int BODY_BYTES = 1024;

  /** Sent and not yet acknowledged; the system would give a client that does not read megabytes. */
  static final int SEND_BUFFER_BYTES = 1 << 16;

  /** For answers under way when the endpoint closes. */
  static final Duration CLOSE = Duration.ofSeconds(1);
}
