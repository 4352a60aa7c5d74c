package io.gradstream.fire;

import java.nio.file.Path;

/** The configuration of the learners of a scene. */
record Settings(Scene scene) {
  static final String INPUT = "examples";
  static final String APPLICATION = "fire";

  /**
   * The configuration file of a learner.
   *
   * @param servers through its wires
   */
  String of(String learner, String servers, Path state) {
    Scene.Timeouts timeouts = scene.timeouts();
    String text =
        """
        input: {topic: %s, format: json}
        mapping: {%s, label: %s, task: classification, hash-bits: 10, limits: {features: 24, classes: 4}}
        learner: {kernels: scalar}
        %s
        http: {port: null}
        kafka:
          bootstrap.servers: %s
          application.id: %s
          state.dir: %s
          num.stream.threads: 2
          num.standby.replicas: %d
          session.timeout.ms: %d
          heartbeat.interval.ms: %d
          max.poll.interval.ms: 20000
          producer.max.block.ms: %d
          producer.request.timeout.ms: %d
          producer.delivery.timeout.ms: %d
          producer.transaction.timeout.ms: %d
        """
            .formatted(
                INPUT,
                scene.openNames()
                    ? "features: ['**']"
                    : "features: [x1, x2, x3, x4, x5, x6, shop], classes: [low, middle, high]",
                Rows.LABEL,
                scene.pool() ? "" : "network: {hidden: [32]}",
                servers,
                APPLICATION,
                state,
                scene.standby() ? 1 : 0,
                timeouts.session(),
                timeouts.session() / 3,
                timeouts.maxBlock(),
                timeouts.request(),
                timeouts.delivery(),
                timeouts.transaction());
    return scene.staticMembers() ? text + "  group.instance.id: %s\n".formatted(learner) : text;
  }
}
