package io.gradstream.fire;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is done once at a moment, by whoever sees it first. */
final class Trap {
  private final Moment moment;
  private final Runnable action;
  private final AtomicBoolean sprung = new AtomicBoolean();
  private final CountDownLatch done = new CountDownLatch(1);

  Trap(Moment moment, Runnable action) {
    this.moment = moment;
    this.action = action;
  }

  Moment moment() {
    return moment;
  }

  /** Runs the action, unless that was done before. */
  void spring() {
    if (sprung.compareAndSet(false, true)) {
      try {
        action.run();
      } finally {
        done.countDown();
      }
    }
  }

  /**
   * Waits until the action is done. If the moment does not come in time, this is it.
   *
   * @return whether the moment came
   */
  boolean await(long millis) throws InterruptedException {
    if (done.await(millis, TimeUnit.MILLISECONDS)) {
      return true;
    }
    spring();
    done.await(); // whoever was faster is still at it
    return false;
  }
}
