package io.gradstream.topology;

import io.gradstream.input.Decoded;
import io.gradstream.input.InputDecoder;
import io.gradstream.record.UnfitException;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Takes the frame off a record, or says why there is none. */
final class DecodeProcessor extends ContextualProcessor<byte[], byte[], byte[], Decoded> {
  private final Supplier<InputDecoder> decoders;
  private final PartitionObservers observers;
  private InputDecoder decoder;
  private PartitionObserver observer;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  DecodeProcessor(Supplier<InputDecoder> decoders, PartitionObservers observers) {
    this.decoders = decoders;
    this.observers = observers;
  }

  @Override
  public void init(ProcessorContext<byte[], Decoded> context) {
    super.init(context);
    decoder = decoders.get();
    observer = observers.of(context.taskId().partition());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    observer.begun();
    context().forward(record.withValue(decode(record)));
  }

  private Decoded decode(Record<byte[], byte[]> record) {
    try {
      return decoder.decode(record.key(), record.value(), record.headers());
    } catch (UnfitException e) {
      return new Decoded.Refused(record.value(), e);
    }
  }

  @Override
  public void close() {
    decoder.close();
  }
}
