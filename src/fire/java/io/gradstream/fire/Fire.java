package io.gradstream.fire;

import io.gradstream.fire.Account.Balance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** One run of a plan: everything is started, burns, is healed, and the account is closed. */
final class Fire {
  private static final int MOMENT_MILLIS = 3_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Plan plan;
  private final Chronicle chronicle;
  private final Site site;
  private final Map<Fault, Integer> struck = new ConcurrentHashMap<>();
  private final Map<Fault, Integer> leftOut = new ConcurrentHashMap<>();
  private final Set<Strike> missed = ConcurrentHashMap.newKeySet();
  private final Map<String, Lock> locks = new ConcurrentHashMap<>();

  private Fire(Plan plan, Chronicle chronicle, Site site) {
    this.plan = plan;
    this.chronicle = chronicle;
    this.site = site;
  }

  /** Runs a plan; everything that is left of it is in the directory. */
  static Outcome of(Plan plan, Path directory) throws Exception {
    try (Chronicle chronicle = new Chronicle(directory.resolve("fire.log"));
        Site site = new Site(plan, directory, chronicle)) {
      Fire fire = new Fire(plan, chronicle, site);
      site.start();
      fire.burn();
      site.heal();
      Balance balance = new Settlement(plan, site, chronicle).balance();
      List<String> findings = new ArrayList<>(balance.findings());
      findings.addAll(chronicle.complaints());
      findings.addAll(site.failures());
      findings.forEach(chronicle::tell);
      return new Outcome(
          plan,
          Map.copyOf(fire.struck),
          fire.missed.size(),
          Map.copyOf(fire.leftOut),
          balance.counts(),
          findings,
          site.exits(),
          chronicle.seconds());
    }
  }

  private void burn() throws Exception {
    long startNanos = System.nanoTime();
    chronicle.tell("the fire begins");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> struck = new ArrayList<>();
      for (Strike strike : plan.strikes()) {
        struck.add(
            threads.submit(
                () -> {
                  strike(strike, startNanos);
                  return null;
                }));
      }
      for (Future<?> one : struck) {
        one.get();
      }
    }
    chronicle.tell("the fire is over");
  }

  private void strike(Strike strike, long startNanos) throws InterruptedException {
    waitUntil(startNanos + strike.atMillis() * NANOS_PER_MILLI);
    if (!strike.fault().canBe(site, strike.target())) {
      leftOut.merge(strike.fault(), 1, Integer::sum);
      chronicle.tell("left out, this machine cannot do it: " + strike);
      return;
    }
    // One that takes longer than was planned delays the next at the same host.
    List<Lock> held = plan.scene().hosts(strike.target()).stream().map(this::lock).toList();
    held.forEach(Lock::lock);
    try {
      beginAndEnd(strike);
      if (!missed.contains(strike)) {
        struck.merge(strike.fault(), 1, Integer::sum);
      }
    } finally {
      held.forEach(Lock::unlock);
    }
  }

  private Lock lock(String host) {
    return locks.computeIfAbsent(host, _ -> new ReentrantLock());
  }

  /** A moment that does not come soon, as nobody commits, is not waited for. */
  private void beginAndEnd(Strike strike) throws InterruptedException {
    Trap trap = new Trap(strike.moment(), () -> change("begins", strike, strike.fault()::begin));
    List<Wire> wires = site.wires(strike.target());
    wires.forEach(wire -> wire.arm(trap));
    if (!trap.await(strike.moment() == Moment.AT_ONCE ? 0 : MOMENT_MILLIS)
        && strike.moment() != Moment.AT_ONCE) {
      chronicle.tell("its moment did not come: " + strike);
    }
    wires.forEach(wire -> wire.disarm(trap));
    waitUntil(System.nanoTime() + strike.lastsMillis() * NANOS_PER_MILLI);
    change("ends", strike, strike.fault()::end);
  }

  private interface Change {
    void of(Site site, String target) throws Exception;
  }

  private void change(String what, Strike strike, Change change) {
    chronicle.tell("%s %s: %s".formatted(strike.fault().title(), what, strike));
    try {
      change.of(site, strike.target());
    } catch (MissedException e) {
      missed.add(strike);
      chronicle.tell("missed, %s: %s".formatted(e.getMessage(), strike));
    } catch (Exception e) {
      chronicle.complain("harness: %s of %s: %s".formatted(what, strike, e));
    }
  }

  private static void waitUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
