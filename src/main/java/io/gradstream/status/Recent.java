package io.gradstream.status;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last of what was added, for any thread to read. Adding waits for readers, which copy. */
public final class Recent<T> {
  private final int most;
  private final Deque<T> items = new ArrayDeque<>();
  private long added;

  /** Keeps at most this number. */
  Recent(int most) {
    this.most = most;
  }

  synchronized void add(T item) {
    if (items.size() == most) {
      items.removeLast();
    }
    items.addFirst(item);
    added++;
  }

  /** All that are kept, newest first. */
  public synchronized List<T> newestFirst() {
    return new ArrayList<>(items);
  }

  /** How many were ever added. */
  public synchronized long added() {
    return added;
  }

  /**
   * Those kept of the first {@code to} that were added but the first {@code from}, newest first.
   */
  public synchronized List<T> between(long from, long to) {
    return items.stream().skip(added - to).limit(to - from).toList();
  }
}
