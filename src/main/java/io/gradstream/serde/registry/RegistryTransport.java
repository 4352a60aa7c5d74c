package io.gradstream.serde.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.serde.registry.FailedAttempt.Kind;
import io.gradstream.serde.registry.RegistryHttp.Question;
import io.gradstream.serde.registry.RegistrySettings.Endpoint;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks until there is an answer that settles the question. What may pass is tried at the next
 * server and, after a growing pause, again, up to a limit; what cannot fails at once.
 *
 * <p>A question about a {@link #schema} that a record names is different: no answer to it is taken
 * for one about the registry. After a permanent failure, or two seconds of temporary ones, it asks
 * the same server for other schemas. If that answers one of them, and then still not this, this
 * alone is refused. For any number of threads.
 */
final class RegistryTransport implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryTransport.class);

  /** An id that no registry has come to: its own "not found" shows that it looks for ids. */
  private static final String NO_SUCH_SCHEMA = "/schemas/ids/" + Integer.MAX_VALUE;

  private static final String SUBJECTS = "/subjects";

  /** Seven attempts of a server that answers at once: longer than it takes to elect a leader. */
  private static final Duration DOUBT = Duration.ofSeconds(2);

  private final RegistrySettings settings;
  private final RegistryHttp http;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** The server that answered last. */
  private volatile int preferred;

  /** Where a schema was found last. */
  private volatile @Nullable String found;

  RegistryTransport(RegistrySettings settings) {
    this.settings = settings;
    this.http = new RegistryHttp(settings);
  }

  /** The answer to a GET; null if there is no such thing. */
  @Nullable JsonNode get(String path) {
    return ask("GET", path, "");
  }

  /** The answer to a POST; null if there is no such thing. */
  @Nullable JsonNode post(String path, JsonNode body) {
    return ask("POST", path, body.toString());
  }

  private @Nullable JsonNode ask(String method, String path, String body) {
    RetryBackoff patience = patience();
    int server = preferred;
    while (true) {
      Question question = new Question(endpoint(server), method, path, body, patience.leftNanos());
      try {
        JsonNode answer = http.object(question);
        patience.end(question);
        return answer;
      } catch (FailedAttempt failure) {
        if (failure.kind() != Kind.MAY_PASS) {
          throw failed(question, failure);
        }
        server = askNext(server);
        patience.failed(question, failure);
      }
    }
  }

  /**
   * The answer to a question about a schema that a record names; null if there is no such thing.
   *
   * @throws RefusedException if others are answered, but not this
   */
  @Nullable JsonNode schema(String path) throws RefusedException {
    RetryBackoff patience = patience();
    boolean othersAnswered = false;
    int server = preferred;
    while (true) {
      Question question = Question.get(endpoint(server), path, patience.leftNanos());
      try {
        JsonNode answer = http.schema(question);
        found = answer == null ? found : path;
        patience.end(question);
        return answer;
      } catch (FailedAttempt failure) {
        if (failure.kind() == Kind.OF_ALL) {
          throw failed(question, failure);
        }
        if (othersAnswered) {
          throw refused(question, failure, patience);
        }
        if (failure.kind() == Kind.SETTLED || patience.spentNanos() >= doubtNanos()) {
          FailedAttempt ofOthers = others(server, path, patience);
          othersAnswered = ofOthers == null;
          if (ofOthers != null && failure.kind() == Kind.SETTLED) {
            checkMayPass(question, failure, ofOthers);
          }
        }
        if (!othersAnswered) {
          server = askNext(server);
          patience.failed(question, failure);
        }
      }
    }
  }

  private static void checkMayPass(
      Question question, FailedAttempt failure, FailedAttempt ofOthers) {
    if (ofOthers.kind() != Kind.MAY_PASS) {
      throw new RegistryException(
          "%s: %s; and it answers nothing else: %s"
              .formatted(question, failure.getMessage(), ofOthers.getMessage()),
          ofOthers.getCause());
    }
  }

  private static RegistryException failed(Question question, FailedAttempt failure) {
    return new RegistryException(question + ": " + failure.getMessage(), failure.getCause());
  }

  private static RefusedException refused(
      Question question, FailedAttempt failure, RetryBackoff patience) {
    if (failure.kind() == Kind.MAY_PASS) { // Else records could fill the log.
      LOG.warn(
          "registry answers others but not this, rejecting what needs it afterMillis={} what={}:"
              + " {}",
          TimeUnit.NANOSECONDS.toMillis(patience.spentNanos()),
          question,
          failure.getMessage());
    }
    return new RefusedException(String.valueOf(failure.getMessage()));
  }

  private long doubtNanos() {
    return Math.min(DOUBT.toNanos(), settings.retryLimit().toNanos() / 4);
  }

  /**
   * Asks a server for something else: the schema found last, one that cannot be, all subjects. Not
   * all who may read the first may read the last.
   *
   * @return null if it answers one of them, or else what came instead
   */
  private @Nullable FailedAttempt others(int server, String path, RetryBackoff patience) {
    FailedAttempt failure = null;
    for (String other : others(path)) {
      try {
        Question question = Question.get(endpoint(server), other, patience.leftNanos());
        if (other.equals(SUBJECTS)) {
          http.checkList(question);
        } else {
          http.schema(question);
        }
        return null;
      } catch (FailedAttempt ofOther) {
        failure = ofOther;
        if (ofOther.kind() != Kind.SETTLED) {
          return ofOther;
        }
      }
    }
    return failure;
  }

  private List<String> others(String path) {
    Set<String> others = new LinkedHashSet<>();
    String last = found;
    if (last != null) {
      others.add(last);
    }
    others.add(NO_SUCH_SCHEMA);
    others.add(SUBJECTS);
    others.remove(path);
    return List.copyOf(others);
  }

  private Endpoint endpoint(int server) {
    return settings.endpoints().get(server);
  }

  private RetryBackoff patience() {
    return new RetryBackoff(settings.retryLimit(), settings.endpoints().size(), closed);
  }

  private int askNext(int server) {
    int next = (server + 1) % settings.endpoints().size();
    preferred = next;
    return next;
  }

  /** Ends every wait; who waits gets a {@link RegistryException}. */
  @Override
  public void close() {
    closed.countDown();
    http.close();
  }
}
