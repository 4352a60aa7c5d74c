package io.gradstream.fire;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened when, in a file; the times of day are those of the processes' own logs. */
final class Chronicle implements AutoCloseable {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintWriter out;
  private final long startNanos = System.nanoTime();
  private final List<String> complaints = new ArrayList<>();

  Chronicle(Path file) throws IOException {
    this.out = new PrintWriter(Files.newBufferedWriter(file), true);
  }

  /** Writes a line. */
  synchronized void tell(String what) {
    out.printf(
        Locale.ROOT,
        "%s %8.3f  %s%n",
        TIME.format(LocalTime.now(ZoneId.systemDefault())),
        seconds(),
        what);
  }

  /** Writes a line about something that should not have happened, whatever was broken. */
  synchronized void complain(String what) {
    complaints.add(what);
    tell("WRONG: " + what);
  }

  /** What should not have happened. */
  synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Since it was begun. */
  double seconds() {
    return (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
  }

  @Override
  public void close() {
    out.close();
  }
}
