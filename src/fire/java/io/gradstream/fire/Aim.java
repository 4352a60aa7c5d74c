package io.gradstream.fire;

import java.util.List;
import java.util.random.RandomGenerator;

/** What a fault may hit. */
enum Aim {
  BROKER {
    @Override
    String draw(Scene scene, RandomGenerator random) {
      return oneOrAll(scene.brokerNames(), Scene.BROKERS, random);
    }
  },
  LEARNER {
    @Override
    String draw(Scene scene, RandomGenerator random) {
      return oneOrAll(scene.learnerNames(), Scene.LEARNERS, random);
    }
  },
  PRODUCER {
    @Override
    String draw(Scene scene, RandomGenerator random) {
      return oneOrAll(scene.producerNames(), Scene.PRODUCERS, random);
    }
  },
  /** Anybody, but producers less often: theirs is not what is tested. */
  ANY {
    @Override
    String draw(Scene scene, RandomGenerator random) {
      double share = random.nextDouble();
      return (share < 0.1 ? PRODUCER : share < 0.55 ? LEARNER : BROKER).draw(scene, random);
    }
  },
  /** A broker or a learner, which have something to keep. */
  KEEPER {
    @Override
    String draw(Scene scene, RandomGenerator random) {
      return (random.nextBoolean() ? BROKER : LEARNER).draw(scene, random);
    }
  },
  MACHINE {
    @Override
    String draw(Scene scene, RandomGenerator random) {
      return Scene.MACHINE;
    }
  },
  /** All brokers or all learners. */
  ALL {
    @Override
    String draw(Scene scene, RandomGenerator random) {
      return random.nextBoolean() ? Scene.BROKERS : Scene.LEARNERS;
    }
  };

  private static final double ALL_OF_THEM = 0.25;

  abstract String draw(Scene scene, RandomGenerator random);

  private static String oneOrAll(List<String> each, String all, RandomGenerator random) {
    return random.nextDouble() < ALL_OF_THEM ? all : each.get(random.nextInt(each.size()));
  }
}
