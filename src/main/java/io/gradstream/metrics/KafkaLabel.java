package io.gradstream.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What tells the series of one of Kafka's numbers apart, whatever Kafka tags them with. */
enum KafkaLabel {
  /** There is one. */
  NONE {
    @Override
    String of(Map<String, String> tags) {
      return "";
    }

    @Override
    Labels labels(String value) {
      return Labels.EMPTY;
    }
  },
  /** The partition of the input, of a consumer that fetches it or a task that works on it. */
  PARTITION {
    @Override
    @Nullable String of(Map<String, String> tags) {
      String partition = tags.get("partition");
      if (partition != null) {
        return isOfInput(tags) ? partition : null;
      }
      String task = tags.get("task-id");
      return task == null ? null : task.substring(task.lastIndexOf('_') + 1);
    }

    @Override
    Labels labels(String value) {
      return Labels.of("partition", value);
    }
  },
  /** The number of the stream thread, of its own or of its clients; not of a part of them. */
  THREAD {
    @Override
    @Nullable String of(Map<String, String> tags) {
      Matcher thread = STREAM_THREAD.matcher(tags.getOrDefault("thread-id", client(tags)));
      return thread.find() && isOfInput(tags) && !tags.containsKey("topic")
          ? thread.group(1)
          : null;
    }

    @Override
    Labels labels(String value) {
      return Labels.of("thread", value);
    }
  };

  private static final Pattern STREAM_THREAD = Pattern.compile("-StreamThread-(\\d+)");

  /** The value in these tags, null if the series is another's. */
  abstract @Nullable String of(Map<String, String> tags);

  /** The labels of a series of such a value. */
  abstract Labels labels(String value);

  /** The consumer that restores fetches changelogs. */
  private static boolean isOfInput(Map<String, String> tags) {
    return !client(tags).contains("restore-consumer");
  }

  private static String client(Map<String, String> tags) {
    return tags.getOrDefault("client-id", "");
  }
}
