package io.gradstream.fire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What can be broken, and made whole again. */
enum Fault {
  /** SIGKILL. A broker that is killed is an outage for the others. */
  KILL(6, Aim.ANY, true) {
    @Override
    void begin(Site site, String target) {
      site.hosts(target).forEach(Host::kill);
    }

    @Override
    void end(Site site, String target) {
      site.hosts(target).forEach(Host::up);
    }
  },

  /** SIGSTOP: to the others it is silent, and when it goes on it does not know. */
  FREEZE(4, Aim.ANY, true) {
    @Override
    void begin(Site site, String target) throws Exception {
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
  CUT(2, Aim.ANY, true) {
    @Override
    void begin(Site site, String target) {
      site.wires(target).forEach(Wire::cut);
    }

    @Override
    void end(Site site, String target) {
      site.wires(target).forEach(Wire::heal);
    }
  },

  /** Nothing comes through, and nobody is told. */
  SILENCE(3, Aim.ANY, true) {
    @Override
    void begin(Site site, String target) {
      site.wires(target).forEach(Wire::silence);
    }

    @Override
    void end(Site site, String target) {
      site.wires(target).forEach(Wire::heal);
    }
  },

  /** Everything comes late. */
  DELAY(2, Aim.ANY, false) {
    @Override
    void begin(Site site, String target) {
      site.wires(target).forEach(wire -> wire.slow(DELAY_MILLIS));
    }

    @Override
    void end(Site site, String target) {
      site.wires(target).forEach(Wire::heal);
    }
  },

  /** A learner less, in good order, then one more again: two rebalances. */
  SCALE(3, Aim.LEARNER, false) {
    @Override
    void begin(Site site, String target) throws Exception {
      for (Host host : site.hosts(target)) {
        host.stop();
      }
    }

    @Override
    void end(Site site, String target) {
      site.hosts(target).forEach(Host::up);
    }
  },

  /** One after the other is stopped in good order and started again. */
  ROLL(1, Aim.ALL, false) {
    @Override
    void begin(Site site, String target) throws Exception {
      for (Host host : site.hosts(target)) {
        host.stop();
        host.up();
        site.awaitAnswer(host);
      }
    }
  },

  /** The learner is killed, its disk is lost, and while it restores it is stopped in good order. */
  STOP_IN_RESTORE(2, Aim.LEARNER, false) {
    @Override
    void begin(Site site, String target) throws Exception {
      DELAY.begin(site, target);
      LOSE_DISK.begin(site, target);
      for (Host host : site.hosts(target)) {
        host.up();
        site.awaitRestore(host);
        host.stop();
      }
    }

    @Override
    void end(Site site, String target) throws Exception {
      DELAY.end(site, target);
      site.hosts(target).forEach(Host::up);
    }
  },

  /** The learner is killed, and finds its directory empty. */
  LOSE_DISK(1, Aim.LEARNER, false) {
    @Override
    void begin(Site site, String target) throws Exception {
      for (Host host : site.hosts(target)) {
        host.kill();
        site.loseDisk(host);
      }
    }

    @Override
    void end(Site site, String target) {
      site.hosts(target).forEach(Host::up);
    }
  },

  /** A disk that is slow to sync, as nearly as it can be had: stopped for moments, again and again. */
  STUTTER(2, Aim.BROKER, false) {
    @Override
    void begin(Site site, String target) throws Exception {
      for (Host host : site.hosts(target)) {
        host.stutter(MOST_SECONDS);
      }
    }

    @Override
    void end(Site site, String target) throws Exception {
      FREEZE.end(site, target);
    }
  };

  private static final int LEAST_MILLIS = 200;
  private static final int MOST_SECONDS = 25;
  private static final int DELAY_MILLIS = 30;
  private static final double AT_A_COMMIT = 0.5;

  private final int cards;
  private final Aim aim;
  private final boolean atCommits;

  /**
   * @param cards how often it is in the pack
   * @param atCommits whether it may wait for a moment within a commit
   */
  Fault(int cards, Aim aim, boolean atCommits) {
    this.cards = cards;
    this.aim = aim;
    this.atCommits = atCommits;
  }

  abstract void begin(Site site, String target) throws Exception;

  /** Makes it whole again; nothing where it is so by itself. */
  void end(Site site, String target) throws Exception {}

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

  /** Lengths are drawn by their logarithm: there are as many below two seconds as above. */
  Strike draw(int atMillis, Scene scene, Random random) {
    String target = aim.draw(scene, random);
    Moment moment =
        atCommits && random.nextDouble() < AT_A_COMMIT
            ? Moment.drawCommit(random)
            : Moment.AT_ONCE;
    double times = MOST_SECONDS * 1e3 / LEAST_MILLIS;
    int lasts = (int) (LEAST_MILLIS * Math.pow(times, random.nextDouble()));
    return new Strike(atMillis, this, target, moment, lasts);
  }
}
