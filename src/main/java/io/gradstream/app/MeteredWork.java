package io.gradstream.app;

import io.gradstream.learning.Label;
import io.gradstream.learning.LayerStatistics;
import io.gradstream.metrics.PartitionMeters;
import io.gradstream.metrics.StoredBytes;
import io.gradstream.metrics.WorkMeters;
import io.gradstream.state.FlushStatistics;
import io.gradstream.topology.PartitionWork;
import io.gradstream.topology.WorkListener;
import java.util.List;
import java.util.function.Supplier;

/** Tells meters what a graph does: neither knows the other. */
record MeteredWork(WorkMeters meters) implements WorkListener {
  @Override
  public PartitionWork of(int partition) {
    return new Partition(meters.of(partition));
  }

  private record Partition(PartitionMeters meters) implements PartitionWork {
    @Override
    public void opened(Supplier<FlushStatistics> flushes) {
      meters.opened(() -> stored(flushes.get()));
    }

    private static StoredBytes stored(FlushStatistics of) {
      return new StoredBytes(of.flushes(), of.blocks(), of.bytes(), of.nanos());
    }

    @Override
    public void begun() {
      meters.begun();
    }

    @Override
    public void decoded() {
      meters.decoded();
    }

    @Override
    public void stepped() {
      meters.stepped();
    }

    @Override
    public void learned(float loss, Label label) {
      meters.learned(loss, label);
    }

    @Override
    public void predicted() {
      meters.predicted();
    }

    @Override
    public void finished(long timestampMillis) {
      meters.finished(timestampMillis);
    }

    @Override
    public void published() {
      meters.published();
    }

    @Override
    public void measured(List<LayerStatistics> layers) {
      meters.measured(layers);
    }

    @Override
    public void closed() {
      meters.closed();
    }
  }
}
