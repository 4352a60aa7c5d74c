package io.gradstream.fire;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Everything that can burn: the processes, and the wires between them. */
final class Site implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(20);
  private static final int TEND_MILLIS = 200;

  /** Within what a broker takes for a timestamp: an hour ahead of its own time at most. */
  private static final int LEARNER_STEP_SECONDS = 1_800;

  /** A controller whose clock steps back writes nothing until it is again as late as it was. */
  private static final int BROKER_STEP_SECONDS = 8;

  private static final String WITNESS = "witness";
  private static final String RESTORES = "Restoration in progress";
  private static final String NOBODY = "nobody answers";

  private final Plan plan;
  private final Path directory;
  private final Chronicle chronicle;
  private final Quorum quorum;
  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private final Map<String, Disk> disks = new HashMap<>();
  private final Map<String, Clock> clocks = new HashMap<>();
  private final Load load = new Load();
  private final Host witness;
  private final ScheduledExecutorService supervisor =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  /** Prepares everything; nothing is started yet. */
  Site(Plan plan, Path directory, Chronicle chronicle) throws Exception {
    this.plan = plan;
    this.directory = directory;
    this.chronicle = chronicle;
    Scene scene = plan.scene();
    List<String> clients = new ArrayList<>(scene.learnerNames());
    clients.add(Scene.PRODUCERS);
    this.quorum = new Quorum(directory, scene.brokerNames(), clients);
    for (String host : plan.hit(Fault.FULL_DISK)) {
      Disk.mount(stateOf(host)).ifPresent(disk -> disks.put(host, disk));
    }
    for (String host : plan.hit(Fault.CLOCK_AHEAD, Fault.CLOCK_BACK)) {
      int step = scene.brokerNames().contains(host) ? BROKER_STEP_SECONDS : LEARNER_STEP_SECONDS;
      Clock.of(directory.resolve(host + ".clock"), step)
          .ifPresent(clock -> clocks.put(host, clock));
    }
    Commands commands = new Commands(scene);
    for (String broker : scene.brokerNames()) {
      Path properties = quorum.prepare(broker, stateOf(broker), seenStateOf(broker));
      Path log = directory.resolve(broker + ".kafka.log");
      add(broker, life -> commands.broker(properties, log));
    }
    for (String learner : scene.learnerNames()) {
      addLearner(learner, quorum.servers(learner), commands);
    }
    for (String producer : scene.producerNames()) {
      add(producer, life -> commands.producer(producer, life, quorum.servers(Scene.PRODUCERS)));
    }
    this.witness = addLearner(WITNESS, servers(), commands);
  }

  private Host add(String name, IntFunction<List<String>> command) {
    Disk disk = disks.get(name);
    Clock clock = clocks.get(name);
    Host host =
        new Host(
            name,
            directory,
            life -> disk == null ? command.apply(life) : disk.entered(command.apply(life)),
            clock == null ? Map.of() : clock.environment(),
            chronicle);
    hosts.put(name, host);
    return host;
  }

  private Host addLearner(String name, String servers, Commands commands) throws IOException {
    String settings = new Settings(plan.scene()).of(name, servers, stateOf(name));
    Path config = Files.writeString(configOf(name), settings);
    return add(name, life -> commands.learner(config));
  }

  /** A learner that does not burn, and is not up before it is told. */
  Host witness() {
    return witness;
  }

  /** The configuration file of a learner. */
  Path configOf(String learner) {
    return directory.resolve(learner + ".yaml");
  }

  /** Where a broker or a learner finds its state. */
  private Path stateOf(String host) {
    return directory.resolve(host + ".state");
  }

  /** Where the harness finds it. */
  private Path seenStateOf(String host) {
    Disk disk = disks.get(host);
    return disk == null ? stateOf(host) : disk.seen();
  }

  /** Starts brokers, learners and producers; returns once they are at work. */
  void start() throws Exception {
    var _ = supervisor.scheduleWithFixedDelay(this::tend, TEND_MILLIS, TEND_MILLIS, MILLISECONDS);
    up(Scene.BROKERS);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
      createInput(admin);
      up(Scene.LEARNERS);
      up(Scene.PRODUCERS);
      awaitWork(admin);
    }
  }

  private void tend() {
    try {
      hosts.values().forEach(Host::tend);
    } catch (RuntimeException e) {
      chronicle.complain("harness: " + e);
    }
  }

  private void createInput(Admin admin) {
    Scene scene = plan.scene();
    NewTopic topic = new NewTopic(Settings.INPUT, scene.partitions(), (short) scene.brokers());
    Awaitility.await("brokers that take a topic")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> admin.createTopics(List.of(topic)).all().get() == null);
  }

  /** Until something of each partition is learned. */
  private void awaitWork(Admin admin) throws Exception {
    Map<TopicPartition, Long> first = new HashMap<>();
    for (int partition = 0; partition < plan.scene().partitions(); partition++) {
      first.put(new TopicPartition(Settings.INPUT, partition), 1L);
    }
    new Progress(admin, chronicle).await(first);
  }

  /** Where the harness itself reaches the brokers. */
  String servers() {
    return quorum.servers();
  }

  /** The hosts that a target stands for. */
  List<Host> hosts(String target) {
    return plan.scene().hosts(target).stream().map(hosts::get).toList();
  }

  /** Checks that any of the hosts that a target stands for is there. */
  void checkAlive(String target) throws MissedException {
    if (hosts(target).stream().noneMatch(Host::isAlive)) {
      throw new MissedException("nobody was there");
    }
  }

  /** Has them run. */
  void up(String target) {
    hosts(target).forEach(Host::up);
  }

  /** Stops them cleanly. */
  void stop(String target) throws InterruptedException {
    hosts(target).forEach(Host::stop);
    for (Host host : hosts(target)) {
      host.awaitEnd();
    }
  }

  /** The wires to and from the hosts that a target stands for. */
  List<Wire> wires(String target) {
    List<String> names = plan.scene().hosts(target);
    boolean producers = names.stream().anyMatch(name -> name.startsWith(Scene.PRODUCER));
    return quorum.wires().stream()
        .filter(
            wire ->
                names.contains(wire.from())
                    || names.contains(wire.to())
                    || (producers && wire.from().equals(Scene.PRODUCERS)))
        .toList();
  }

  /** The disks that can be filled of the hosts that a target stands for. */
  List<Disk> disks(String target) {
    return plan.scene().hosts(target).stream().map(disks::get).filter(Objects::nonNull).toList();
  }

  /** Their clocks that can be stepped. */
  List<Clock> clocks(String target) {
    return plan.scene().hosts(target).stream().map(clocks::get).filter(Objects::nonNull).toList();
  }

  Load load() {
    return load;
  }

  /** Removes the local state of a learner that is down. */
  void loseDisk(Host learner) throws IOException {
    try (Stream<Path> entries = Files.list(seenStateOf(learner.name()))) {
      for (Path entry : entries.toList()) {
        Utils.delete(entry.toFile());
      }
    } catch (NoSuchFileException e) {
      // It was never started.
    }
  }

  /**
   * Has learners run, waits a while until each restores a model, and stops it cleanly.
   *
   * @return whether any did
   */
  boolean stopInRestore(String target) throws InterruptedException {
    boolean restored = false;
    for (Host learner : hosts(target)) {
      int before = learner.lines().size();
      learner.up();
      restored |=
          awaitBriefly(
              () ->
                  learner.lines().stream().skip(before).anyMatch(line -> line.contains(RESTORES)));
      learner.stop();
    }
    stop(target);
    return restored;
  }

  /** Waits a while until a broker listens again; of other hosts nothing is known. */
  void awaitAnswer(Host host) {
    if (plan.scene().brokerNames().contains(host.name())) {
      var _ = awaitBriefly(() -> quorum.answers(host.name()));
    }
  }

  /** Makes whole what a strike may have left broken. */
  void heal() throws Exception {
    load.end();
    for (Disk disk : disks.values()) {
      disk.free();
    }
    for (Clock clock : clocks.values()) {
      clock.setRight();
    }
    for (Host host : hosts.values()) {
      host.thaw();
    }
    for (String each : List.of(Scene.BROKERS, Scene.LEARNERS, Scene.PRODUCERS)) {
      up(each);
    }
  }

  /** How hosts ended that nobody had ended. */
  List<String> exits() {
    return hosts.values().stream().flatMap(host -> host.exits().stream()).toList();
  }

  /**
   * Ends of learners that no fault excuses: those with a disk that was full may fail, and a learner
   * that starts says that nobody answers.
   */
  List<String> failures() {
    return Stream.concat(hosts(Scene.LEARNERS).stream(), Stream.of(witness))
        .filter(learner -> !disks.containsKey(learner.name()))
        .flatMap(learner -> learner.exits().stream())
        .filter(exit -> !exit.contains(NOBODY))
        .toList();
  }

  private static boolean awaitBriefly(Callable<Boolean> condition) {
    try {
      Awaitility.await().atMost(SHORT_PATIENCE).until(condition);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    supervisor.shutdownNow();
    load.end();
    hosts.values().forEach(Host::close);
    for (Disk disk : disks.values()) {
      disk.close();
    }
    for (Wire wire : quorum.wires()) {
      wire.close();
    }
  }
}
