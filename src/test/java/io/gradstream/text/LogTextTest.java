package io.gradstream.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What of others' texts the log brings to a terminal. */
final class LogTextTest {
  @Test
  void neitherMessagesNorTracesHaveWhatATerminalWouldObey() {
    String evil = "a\u001b[2Jb\u202ec\rd";
    IllegalStateException failure =
        new IllegalStateException(evil, new IllegalArgumentException(evil));

    String shown = line(evil + "\n", failure);

    assertThat(shown.lines().toList()).first().asString().endsWith("ERROR  a [2Jb c d ");
    assertThat(shown)
        .contains("IllegalStateException: a [2Jb c d\n\tat ", "Caused by: ")
        .matches("[\\p{Print}\\n\\t]+");
    assertThat(line("plain", null)).endsWith("ERROR  plain" + System.lineSeparator());
  }

  private static String line(String message, @Nullable Throwable failure) {
    LogEvent event =
        Log4jLogEvent.newBuilder()
            .setLevel(Level.ERROR)
            .setLoggerName("")
            .setMessage(new SimpleMessage(message))
            .setThrown(failure)
            .build();
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    return Objects.requireNonNull(
            context.getConfiguration().getAppender("stderr").getLayout().toSerializable(event))
        .toString();
  }
}
