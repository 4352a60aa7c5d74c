package io.gradstream.fire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Signals that Java cannot send. Whoever stops a process is a shell that lets it go on by itself
 * later: a harness that is killed leaves no stopped process behind.
 */
final class Signals {
  private static final String STOP = "kill -STOP $0 && echo stopped; sleep $1; kill -CONT $0";
  private static final String STUTTER =
      "n=$1; while [ $n -gt 0 ] && kill -STOP $0; do"
          + " [ $n -eq $1 ] && echo stopped; sleep 0.3; kill -CONT $0; sleep 0.1; n=$((n-1)); done";

  private Signals() {}

  /**
   * Stops a process for so long; destroy what is returned, and {@link #resume}, to end it before.
   */
  static Process stop(long pid, long seconds) throws IOException {
    return shell(STOP, pid, seconds);
  }

  /** Stops a process for 0.3 seconds and lets it run for 0.1, several times. */
  static Process stutter(long pid, long times) throws IOException {
    return shell(STUTTER, pid, times);
  }

  /** Lets a process go on. */
  static void resume(long pid) throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "kill -CONT $0", Long.toString(pid))
        .redirectErrorStream(true)
        .start()
        .waitFor();
  }

  /** Returns once the process is stopped, or gone. */
  private static Process shell(String script, long... numbers) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", script));
    for (long number : numbers) {
      command.add(Long.toString(number));
    }
    Process shell = new ProcessBuilder(command).redirectErrorStream(true).start();
    shell.inputReader().readLine();
    return shell;
  }
}
