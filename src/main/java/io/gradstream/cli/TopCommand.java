package io.gradstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.cli.console.StopSignal;
import io.gradstream.cli.console.Terminal;
import io.gradstream.cli.report.Json;
import io.gradstream.text.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a running instance's vital signs. */
@Command(
    name = "top",
    description = {
      "Shows a running instance live: the scores of each partition beside their baselines, members"
          + " of the pool, drifts, rejects.",
      "",
      "Ends with Ctrl-C. If standard output is not a terminal, it prints once and ends."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class TopCommand implements Callable<Integer> {
  private static final long INTERVAL_MILLIS = 1_000;
  private static final String HOME = "\033[H";
  private static final String CLEAR_BELOW = "\033[J";

  /** Unlike a line feed it moves nothing upwards at the last row; what has no room is not seen. */
  private static final String NEXT_ROW = "\033[E";

  @Mixin private RunningOptions instance = new RunningOptions();

  @Option(names = "--once", description = "Print once and end.")
  private boolean once;

  @Option(names = "--json", description = "Print one JSON object, once.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    try (RunningClient client = instance.client()) {
      VitalSigns signs = VitalSigns.of(client);
      if (json) {
        System.out.println(Json.text(fields(signs)));
      } else if (once || !Terminal.standardOutput().present()) {
        signs.lines().forEach(System.out::println);
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
      List<String> complaint = List.of();
      while (!stop.requested()) {
        draw(Stream.concat(complaint.stream(), signs.lines().stream()));
        stop.await(INTERVAL_MILLIS);
        if (!stop.requested()) {
          try {
            signs = VitalSigns.of(client);
            complaint = List.of();
          } catch (IllegalStateException e) { // It may come back.
            complaint = List.of(Shown.line(String.valueOf(e.getMessage())), "");
          }
        }
      }
      System.out.println();
    }
  }

  private static void draw(Stream<String> lines) {
    System.out.print(
        Terminal.CUT_LINES
            + HOME
            + lines.map(Terminal.CLEAR_LINE::concat).collect(Collectors.joining(NEXT_ROW))
            + CLEAR_BELOW
            + Terminal.WRAP_LINES);
    System.out.flush();
  }
}
