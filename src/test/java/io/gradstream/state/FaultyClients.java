package io.gradstream.state;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Clients that fail as they do while a broker is away for longer than they wait: a commit times out
 * within the transaction, so does the commit that Kafka Streams tries instead, the abort is refused
 * for it, and the store that was wiped is restored while offsets written before are still known.
 */
final class FaultyClients extends DefaultKafkaClientSupplier {
  private enum Fault {
    NONE,
    NEXT_COMMIT,
    COMMIT_PENDING,
    FENCED
  }

  private interface Call {
    @Nullable Object on(Method method, Object[] arguments) throws Throwable;
  }

  private static final long EMPTY_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final AtomicInteger failingCommits = new AtomicInteger();
  private final AtomicInteger emptyPolls = new AtomicInteger();
  private volatile Fault fault = Fault.NONE;
  private final AtomicInteger batches = new AtomicInteger(Integer.MAX_VALUE);
  private volatile boolean endKnown = true;

  /**
   * From the next commit on there is no broker, and a restore gets no further.
   *
   * @param batches that a restore gets before
   */
  void failNextCommit(int batches) {
    this.batches.set(batches);
    fault = Fault.NEXT_COMMIT;
  }

  /** The same, and a restore does not know the changelog's end until the broker is back. */
  void failNextCommitAndHideTheEnd() {
    endKnown = false;
    failNextCommit(Integer.MAX_VALUE);
  }

  /**
   * The next commit times out, and so does what Kafka Streams tries instead; the broker is well.
   */
  void failNextCommitAlone() {
    failingCommits.set(2);
  }

  /** Whether that has happened. */
  boolean hasFailedToCommit() {
    return failingCommits.get() <= 0;
  }

  /** Restores that waited for records in vain so often have had their offsets committed. */
  boolean hasStarved() {
    return emptyPolls.get() > 100;
  }

  /** The producer is found to be fenced; with the next one all is well again. */
  void fence() {
    fault = Fault.FENCED;
  }

  void recover() {
    fault = Fault.NONE;
    batches.set(Integer.MAX_VALUE);
    endKnown = true;
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    if (fault == Fault.FENCED) {
      recover();
    }
    Producer<byte[], byte[]> real = super.getProducer(config);
    return wrap(
        Producer.class,
        (method, arguments) -> {
          if (isCommit(method, arguments) && failingCommits.getAndDecrement() > 0) {
            throw new TimeoutException("slow broker");
          }
          switch (method.getName()) {
            case "sendOffsetsToTransaction" -> {
              if (fault == Fault.NEXT_COMMIT && !((Map<?, ?>) arguments[0]).isEmpty()) {
                fault = Fault.COMMIT_PENDING;
                method.invoke(real, arguments); // The producer goes on trying.
                throw new TimeoutException("no broker");
              }
            }
            case "commitTransaction" -> {
              if (fault == Fault.COMMIT_PENDING) {
                throw new TimeoutException("no broker");
              }
              if (fault == Fault.FENCED) {
                throw new ProducerFencedException("fenced");
              }
            }
            case "abortTransaction" -> {
              if (fault == Fault.COMMIT_PENDING) {
                throw new IllegalStateException("commitTransaction timed out and must be retried");
              }
            }
            default -> {}
          }
          return method.invoke(real, arguments);
        });
  }

  private static boolean isCommit(Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "sendOffsetsToTransaction" -> !((Map<?, ?>) arguments[0]).isEmpty();
      case "commitTransaction" -> true;
      default -> false;
    };
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    Consumer<byte[], byte[]> real = super.getConsumer(config);
    return wrap(
        Consumer.class,
        (method, arguments) ->
            fault == Fault.COMMIT_PENDING && method.getName().equals("enforceRebalance")
                ? null
                : method.invoke(real, arguments));
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    Consumer<byte[], byte[]> real = super.getRestoreConsumer(config);
    return wrap(
        Consumer.class,
        (method, arguments) -> {
          if (!method.getName().equals("poll")) {
            return method.invoke(real, arguments);
          }
          if (batches.get() <= 0) {
            LockSupport.parkNanos(EMPTY_POLL_NANOS);
            emptyPolls.incrementAndGet();
            return ConsumerRecords.empty();
          }
          ConsumerRecords<?, ?> records = (ConsumerRecords<?, ?>) method.invoke(real, arguments);
          if (!records.isEmpty()) {
            batches.decrementAndGet();
          }
          return records;
        });
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    Admin real = super.getAdmin(config);
    return wrap(
        Admin.class,
        (method, arguments) -> {
          if (!endKnown && method.getName().equals("listOffsets")) {
            emptyPolls.incrementAndGet();
            throw new TimeoutException("no broker");
          }
          return method.invoke(real, arguments);
        });
  }

  @SuppressWarnings("unchecked")
  private static <T> T wrap(Class<? super T> type, Call call) {
    return (T)
        Proxy.newProxyInstance(
            FaultyClients.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return call.on(method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
