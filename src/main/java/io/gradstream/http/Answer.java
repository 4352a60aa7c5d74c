package io.gradstream.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** What a path answers at once. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Answer(Status status, String contentType, byte[] body) {
  /** A text for people. */
  static Answer of(Status status, String text) {
    return new Answer(status, "text/plain; charset=utf-8", text.getBytes(UTF_8));
  }

  /** Whether only the head of an answer is asked for. */
  static boolean isOfHeadAlone(ServerRequest request) {
    return request.prologue().method().equals(Method.HEAD);
  }

  /** Sends it; of HEAD all but the body, which the server itself would send. */
  void send(ServerRequest request, ServerResponse response) {
    response.status(status).header(HeaderNames.CONTENT_TYPE, contentType);
    if (isOfHeadAlone(request)) {
      response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length)).send();
    } else {
      response.send(body);
    }
  }
}
