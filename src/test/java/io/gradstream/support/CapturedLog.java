package io.gradstream.support;

import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What one class logs while this is open. */
public final class CapturedLog extends AbstractAppender implements AutoCloseable {
  private final Queue<LogEvent> events = new ConcurrentLinkedQueue<>();
  private final Logger logger;

  private CapturedLog(Logger logger) {
    super("captured", null, null, false, Property.EMPTY_ARRAY);
    this.logger = logger;
  }

  /** Begins to capture. */
  public static CapturedLog of(Class<?> type) {
    CapturedLog log = new CapturedLog((Logger) LogManager.getLogger(type));
    log.start();
    log.logger.addAppender(log);
    return log;
  }

  /** What was logged, with its level, in order. */
  public List<String> lines() {
    return events.stream()
        .map(event -> event.getLevel() + " " + event.getMessage().getFormattedMessage())
        .toList();
  }

  /** What was thrown. */
  public List<Throwable> thrown() {
    return events.stream().map(LogEvent::getThrown).filter(Objects::nonNull).toList();
  }

  @Override
  public void append(LogEvent event) {
    events.add(event.toImmutable());
  }

  @Override
  public void close() {
    logger.removeAppender(this);
    stop();
  }
}
