package io.gradstream.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where events go to all clients. What is published is encoded once and kept in a ring that all
 * clients read, each at its own pace; one that is overtaken by the ring goes on with the newest. So
 * a client costs its place in the ring and nothing else, however slow it is.
 */
public final class EventHub implements AutoCloseable {
  /** At four publications a second, the time in which a client may catch up unharmed is 4 s. */
  static final int KEPT = 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition published = lock.newCondition();
  private final byte[][] ring = new byte[KEPT][];
  private long publications;
  private long lastId;
  private int watchers;
  private boolean closed;

  /** How many listen; one that has gone is noticed when it is told something. */
  public int watchers() {
    lock.lock();
    try {
      return watchers;
    } finally {
      lock.unlock();
    }
  }

  /** Tells all who listen. Waits for none of them. */
  public void publish(List<Event> events) {
    if (events.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      ring[slot(publications)] = encode(events);
      publications++;
      published.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** In the format of server-sent events. */
  private byte[] encode(List<Event> events) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Event event : events) {
      lastId++;
      out.writeBytes(("id: " + lastId + "\nevent: " + event.name() + "\ndata: ").getBytes(UTF_8));
      out.writeBytes(event.data());
      out.writeBytes(new byte[] {'\n', '\n'});
    }
    return out.toByteArray();
  }

  private static int slot(long publication) {
    return (int) (publication % KEPT);
  }

  /** Sends every client home. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      published.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Listens to what is published from now on, until it is closed. */
  Listener listen() {
    lock.lock();
    try {
      watchers++;
      return new Listener(publications);
    } finally {
      lock.unlock();
    }
  }

  /** One client's place in the ring. Not for several threads. */
  final class Listener implements AutoCloseable {
    private long next;

    private Listener(long next) {
      this.next = next;
    }

    /**
     * Waits for what is published next.
     *
     * @return null if the hub is closed, empty if nothing came in time
     */
    byte @Nullable [] next(Duration patience) throws InterruptedException {
      long nanos = patience.toNanos();
      lock.lockInterruptibly();
      try {
        while (next == publications && !closed && nanos > 0) {
          nanos = published.awaitNanos(nanos);
        }
        if (closed) {
          return null;
        }
        if (next == publications) {
          return new byte[0];
        }
        if (publications - next > KEPT) {
          next = publications - 1;
        }
        byte[] bytes = ring[slot(next)];
        next++;
        return bytes;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        watchers--;
      } finally {
        lock.unlock();
      }
    }
  }
}
