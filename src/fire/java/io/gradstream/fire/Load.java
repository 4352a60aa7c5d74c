package io.gradstream.fire;

/** Keeps the processors busy with nothing. */
final class Load {
  private static final int THREADS_PER_PROCESSOR = 2;

  private volatile boolean wanted;

  void begin() {
    wanted = true;
    int threads = THREADS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
    for (int thread = 0; thread < threads; thread++) {
      Thread.ofPlatform().daemon().name("load").start(this::turn);
    }
  }

  private void turn() {
    while (wanted) {
      Thread.onSpinWait();
    }
  }

  void end() {
    wanted = false;
  }
}
