package io.gradstream.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gradstream.support.DockerCompose;
import io.gradstream.support.DockerCompose.Ended;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All of the compose file, three learners among it. Its host ports must be free. */
class ComposeIT {
  private static final int LEARNERS = 3;

  @BeforeAll
  static void wantsDocker() throws Exception {
    assumeTrue(DockerCompose.canRun(), "skipped: no Docker engine with 'docker compose' here");
  }

  @AfterAll
  static void end() throws Exception {
    if (DockerCompose.canRun()) {
      DockerCompose.run("down", "--volumes", "--timeout", "60");
    }
  }

  @Test
  void bringsUpThreeHealthyLearnersOfOneTopic() throws Exception {
    Ended up =
        DockerCompose.run(
            "up", "--build", "--wait", "--wait-timeout", "900", "--scale", "learner=" + LEARNERS);
    assertThat(up.exitCode()).as(up.output()).isZero();

    for (int index = 1; index <= LEARNERS; index++) {
      Ended health = inside("learner", index, "health");
      assertThat(health.exitCode()).as("learner %d: %s", index, health.output()).isZero();
      Ended top = inside("learner", index, "top", "--once");
      assertThat(top.exitCode()).as("learner %d: %s", index, top.output()).isZero();
    }
  }

  private static Ended inside(String service, int index, String... command) throws Exception {
    String[] arguments = new String[6 + command.length];
    String[] exec = {
      "exec", "-T", "--index", Integer.toString(index), service, "/opt/gradstream/bin/gradstream"
    };
    System.arraycopy(exec, 0, arguments, 0, exec.length);
    System.arraycopy(command, 0, arguments, exec.length, command.length);
    return DockerCompose.run(arguments);
  }
}
