package io.gradstream.fire;

import io.gradstream.cli.Main;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How processes are started: with the class path and the module flags of this one. */
record Commands(Scene scene) {
  /** Compiled in a hurry, as most do not live long. */
  private static final List<String> FLAGS =
      List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /** A broker, which logs to a file. */
  List<String> broker(Path properties, Path log) {
    return java(
        List.of(
            "-Dlog4j2.configurationFile=io/gradstream/embedded/log4j2-broker.xml",
            "-Dgradstream.broker.log=" + log),
        "kafka.Kafka",
        properties.toString());
  }

  /** A learner, which tells what Kafka Streams does. */
  List<String> learner(Path config) {
    return java(
        List.of("-Dgradstream.kafka.log=info"),
        Main.class.getName(),
        "run",
        "--json",
        "--config",
        config.toString());
  }

  /** A producer in one of its lives. */
  List<String> producer(String name, int life, String servers) {
    return java(
        List.of(),
        Source.class.getName(),
        servers,
        name + "." + life,
        Settings.INPUT,
        Integer.toString(scene.partitions()),
        Integer.toString(scene.ratePerSecond() / scene.producers()),
        scene.transactions() ? name : "");
  }

  private static List<String> java(List<String> flags, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--"))
        .forEach(command::add);
    command.addAll(FLAGS);
    command.addAll(flags);
    command.addAll(List.of(Leash.class.getName(), main));
    command.addAll(List.of(arguments));
    return command;
  }
}
