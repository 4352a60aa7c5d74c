package io.gradstream.cli.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C and SIGTERM as a request that a command can answer cleanly: the JVM waits for the command
 * to close this before it ends.
 */
public final class StopSignal implements AutoCloseable {
  private static final long GRACE_SECONDS = 60;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::request, "stop");
  private volatile boolean requested;
  private @Nullable Thread working;

  private StopSignal() {}

  public static StopSignal install() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  public boolean requested() {
    return requested;
  }

  /**
   * Does what may wait for long, as for a registry. A request interrupts it.
   *
   * @return null if it failed when it had been interrupted
   */
  public <T> @Nullable T interruptibly(Supplier<T> work) {
    setWorking(Thread.currentThread());
    try {
      return work.get();
    } catch (RuntimeException e) {
      if (requested) {
        return null;
      }
      throw e;
    } finally {
      setWorking(null);
      Thread.interrupted(); // By a request that came when the work was done.
    }
  }

  private synchronized void setWorking(@Nullable Thread worker) {
    working = worker;
  }

  private synchronized void interruptWork() {
    if (working != null) {
      working.interrupt();
    }
  }

  /** Waits until it is requested, or so long. */
  public void await(long millis) throws InterruptedException {
    asked.await(millis, TimeUnit.MILLISECONDS);
  }

  private void request() {
    requested = true;
    asked.countDown();
    interruptWork();
    try {
      if (!done.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("gradstream: not stopped after " + GRACE_SECONDS + " s, giving up");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    if (!requested) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
