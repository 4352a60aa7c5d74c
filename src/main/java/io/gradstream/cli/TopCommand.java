package io.gradstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a running instance's vital signs. */
@Command(
    name = "top",
    description = {
      "Shows how a running instance does, live: each partition's scores beside their baselines,"
          + " members of the pool, drifts, rejects.",
      "",
      "Ends with Ctrl-C. Once only if standard output is not a terminal."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class TopCommand implements Callable<Integer> {
  private static final long INTERVAL_MILLIS = 1_000;
  private static final String HOME = "\033[H";
  private static final String CLEAR_LINE = "\033[K";
  private static final String CLEAR_BELOW = "\033[J";

  @Mixin private RunningOptions instance = new RunningOptions();

  @Option(names = "--once", description = "Show it once and end.")
  private boolean once;

  @Option(names = "--json", description = "Print one JSON object, once.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    try (RunningClient client = instance.client()) {
      VitalSigns signs = VitalSigns.of(client);
      if (json) {
        System.out.println(Json.text(fields(signs)));
      } else if (once || !Progress.isTerminal()) {
        System.out.print(signs.text());
      } else {
        live(client, signs);
      }
      return 0;
    }
  }

  private static Map<String, JsonNode> fields(VitalSigns signs) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    fields.put("model", signs.model());
    fields.put("evaluation", signs.evaluation());
    fields.put("history", signs.history());
    fields.put("recent", signs.recent());
    return fields;
  }

  private static void live(RunningClient client, VitalSigns first) throws InterruptedException {
    try (StopSignal stop = StopSignal.install()) {
      System.out.print(HOME + CLEAR_BELOW);
      VitalSigns signs = first;
      String complaint = "";
      while (!stop.requested()) {
        draw(signs.text() + complaint);
        stop.await(INTERVAL_MILLIS);
        if (!stop.requested()) {
          try {
            signs = VitalSigns.of(client);
            complaint = "";
          } catch (IllegalStateException e) { // It may come back.
            complaint = System.lineSeparator() + e.getMessage() + System.lineSeparator();
          }
        }
      }
    }
  }

  private static void draw(String text) {
    System.out.print(HOME + text.replace("\n", CLEAR_LINE + "\n") + CLEAR_BELOW);
    System.out.flush();
  }
}
