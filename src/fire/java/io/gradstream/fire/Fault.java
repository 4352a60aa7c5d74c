package io.gradstream.fire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** What can be broken, and made whole again. */
enum Fault {
  /** SIGKILL. A broker that is killed is an outage for the others. */
  KILL(6, Aim.ANY, true, Lasting.SHORT) {
    @Override
    void begin(Site site, String target) throws Exception {
      site.checkAlive(target);
      site.hosts(target).forEach(Host::kill);
    }

    @Override
    void end(Site site, String target) {
      site.up(target);
    }
  },

  /** SIGSTOP: to the others it is silent, and when it goes on it does not know. */
  FREEZE(4, Aim.ANY, true, Lasting.SHORT) {
    @Override
    void begin(Site site, String target) throws Exception {
      site.checkAlive(target);
      for (Host host : site.hosts(target)) {
        host.freeze(MOST_SECONDS);
      }
    }

    @Override
    void end(Site site, String target) throws Exception {
      for (Host host : site.hosts(target)) {
        host.thaw();
      }
    }
  },

  /** Connections are reset, and those that are tried. */
  CUT(2, Aim.ANY, true, Lasting.SHORT) {
    @Override
    void begin(Site site, String target) {
      site.wires(target).forEach(Wire::cut);
    }

    @Override
    void end(Site site, String target) {
      site.wires(target).forEach(Wire::join);
    }
  },

  /** Nothing comes through, and nobody is told. */
  SILENCE(3, Aim.ANY, true, Lasting.SHORT) {
    @Override
    void begin(Site site, String target) {
      site.wires(target).forEach(Wire::silence);
    }

    @Override
    void end(Site site, String target) {
      site.wires(target).forEach(Wire::speak);
    }
  },

  /** Everything comes late. */
  DELAY(2, Aim.ANY, false, Lasting.LONG) {
    @Override
    void begin(Site site, String target) {
      site.wires(target).forEach(Wire::slow);
    }

    @Override
    void end(Site site, String target) {
      site.wires(target).forEach(Wire::hasten);
    }
  },

  /** A learner less, stopped cleanly, then one more again: two rebalances. */
  SCALE(3, Aim.LEARNER, false, Lasting.LONG) {
    @Override
    void begin(Site site, String target) throws Exception {
      site.stop(target);
    }

    @Override
    void end(Site site, String target) {
      site.up(target);
    }
  },

  /** One after the other is stopped cleanly and started again. */
  ROLL(1, Aim.ALL, false, Lasting.LONGER) {
    @Override
    void begin(Site site, String target) throws Exception {
      for (Host host : site.hosts(target)) {
        host.stop();
        host.awaitEnd();
        host.up();
        site.awaitAnswer(host);
      }
    }
  },

  /** The learner is killed, its disk is lost, and while it restores it is stopped cleanly. */
  STOP_IN_RESTORE(2, Aim.LEARNER, false, Lasting.LONGER) {
    @Override
    void begin(Site site, String target) throws Exception {
      DELAY.begin(site, target);
      LOSE_DISK.begin(site, target);
      checkStopped(site.stopInRestore(target));
    }

    @Override
    void end(Site site, String target) throws Exception {
      DELAY.end(site, target);
      site.up(target);
    }
  },

  /**
   * The learner hears of nobody, most likely in a commit, and while it restores what it had it is
   * stopped cleanly.
   */
  STOP_AFTER_SILENCE(2, Aim.LEARNER, true, Lasting.LONG) {
    @Override
    void begin(Site site, String target) throws Exception {
      SILENCE.begin(site, target);
    }

    @Override
    void end(Site site, String target) throws Exception {
      SILENCE.end(site, target);
      boolean restored = site.stopInRestore(target);
      site.up(target);
      checkStopped(restored);
    }
  },

  /** The learner is killed, and finds its directory empty. */
  LOSE_DISK(1, Aim.LEARNER, false, Lasting.SHORT) {
    @Override
    void begin(Site site, String target) throws Exception {
      for (Host host : site.hosts(target)) {
        host.kill();
        site.loseDisk(host);
      }
    }

    @Override
    void end(Site site, String target) {
      site.up(target);
    }
  },

  /**
   * A disk that is slow to sync, as nearly as it can be had: stopped for moments, again and again.
   */
  STUTTER(2, Aim.BROKER, false, Lasting.LONG) {
    @Override
    void begin(Site site, String target) throws Exception {
      site.checkAlive(target);
      for (Host host : site.hosts(target)) {
        host.stutter(MOST_SECONDS);
      }
    }

    @Override
    void end(Site site, String target) throws Exception {
      FREEZE.end(site, target);
    }
  },

  /** Nothing more can be written where a broker or a learner keeps its state. */
  FULL_DISK(2, Aim.KEEPER, false, Lasting.LONG) {
    @Override
    boolean canBe(Site site, String target) {
      return !site.disks(target).isEmpty();
    }

    @Override
    void begin(Site site, String target) throws Exception {
      for (Disk disk : site.disks(target)) {
        disk.fill();
      }
    }

    @Override
    void end(Site site, String target) throws Exception {
      for (Disk disk : site.disks(target)) {
        disk.free();
      }
    }
  },

  /** The time of day steps ahead, and back again. */
  CLOCK_AHEAD(1, Aim.KEEPER, false, Lasting.LONG) {
    @Override
    boolean canBe(Site site, String target) {
      return !site.clocks(target).isEmpty();
    }

    @Override
    void begin(Site site, String target) throws Exception {
      for (Clock clock : site.clocks(target)) {
        clock.setAhead();
      }
    }

    @Override
    void end(Site site, String target) throws Exception {
      for (Clock clock : site.clocks(target)) {
        clock.setRight();
      }
    }
  },

  /** The time of day steps back, and ahead again. */
  CLOCK_BACK(1, Aim.KEEPER, false, Lasting.LONG) {
    @Override
    boolean canBe(Site site, String target) {
      return CLOCK_AHEAD.canBe(site, target);
    }

    @Override
    void begin(Site site, String target) throws Exception {
      for (Clock clock : site.clocks(target)) {
        clock.setBack();
      }
    }

    @Override
    void end(Site site, String target) throws Exception {
      for (Clock clock : site.clocks(target)) {
        clock.setRight();
      }
    }
  },

  /** All processors have better things to do. */
  LOAD(1, Aim.MACHINE, false, Lasting.LONG) {
    @Override
    void begin(Site site, String target) {
      site.load().begin();
    }

    @Override
    void end(Site site, String target) {
      site.load().end();
    }
  };

  private static final int MOST_SECONDS = 25;

  private static final double AT_A_COMMIT = 0.5;

  private final int cards;
  private final Aim aim;
  private final boolean atCommits;
  private final Lasting lasting;

  /**
   * @param cards how often it is in the pack
   * @param atCommits whether it may wait for a moment within a commit
   * @param lasting how long it lasts
   */
  Fault(int cards, Aim aim, boolean atCommits, Lasting lasting) {
    this.cards = cards;
    this.aim = aim;
    this.atCommits = atCommits;
    this.lasting = lasting;
  }

  /** Whether this machine has what it takes. */
  boolean canBe(Site site, String target) {
    return true;
  }

  /**
   * Breaks something.
   *
   * @throws MissedException if there was nothing to break
   */
  abstract void begin(Site site, String target) throws Exception;

  /**
   * Makes it whole again; nothing where it is so by itself.
   *
   * @throws MissedException if what was broken did not have its effect
   */
  void end(Site site, String target) throws Exception {}

  private static void checkStopped(boolean inRestore) throws MissedException {
    if (!inRestore) {
      throw new MissedException("no restore was seen");
    }
  }

  /** Each fault as often as it should come. */
  static List<Fault> pack() {
    List<Fault> pack = new ArrayList<>();
    for (Fault fault : values()) {
      for (int card = 0; card < fault.cards; card++) {
        pack.add(fault);
      }
    }
    return pack;
  }

  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Strike draw(int atMillis, Scene scene, RandomGenerator random) {
    String target = aim.draw(scene, random);
    boolean broker = scene.brokerNames().containsAll(scene.hosts(target));
    Moment moment =
        atCommits && random.nextDouble() < AT_A_COMMIT
            ? Moment.drawCommit(broker, random)
            : Moment.AT_ONCE;
    return new Strike(atMillis, this, target, moment, lasting.draw(random));
  }

  /** How long a fault lasts: up to longer than any timeout, drawn by its logarithm. */
  private enum Lasting {
    /** Or shorter than any timeout. */
    SHORT(200),
    /** Of what takes effect slowly. */
    LONG(2_000),
    /** Of what waits for hosts to stop and start. */
    LONGER(8_000);

    private final int leastMillis;

    Lasting(int leastMillis) {
      this.leastMillis = leastMillis;
    }

    int draw(RandomGenerator random) {
      double times = MOST_SECONDS * 1e3 / leastMillis;
      return (int) (leastMillis * Math.pow(times, random.nextDouble()));
    }
  }
}
