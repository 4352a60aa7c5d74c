package io.gradstream.evaluation.drift;

import io.gradstream.network.DoubleArray;
import io.gradstream.network.LearnedArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watches the loss, and counts how often it rose. */
public final class DriftMonitor {
  private static final int RISES = 0;
  private static final int LAST_RISE = 1;

  private final DriftKind kind;
  private final @Nullable DriftDetector detector;
  private final DoubleArray counts = new DoubleArray("evaluation/drifts", 2);

  private DriftMonitor(DriftKind kind, @Nullable DriftDetector detector) {
    this.kind = kind;
    this.detector = detector;
  }

  public static DriftMonitor of(DriftSettings settings, long seed) {
    DriftKind kind = settings.kind();
    return new DriftMonitor(
        kind,
        kind == DriftKind.NONE ? null : DriftDetector.of(settings, "evaluation/detector", seed));
  }

  /** Adds the loss of the example of that number; the drift that was found with it, or null. */
  public @Nullable Drift add(double loss, long example) {
    if (detector == null || detector.add(loss) != DriftLevel.DRIFT) {
      return null;
    }
    Drift drift = new Drift(kind, example, detector.meanBefore(), detector.meanAfter());
    if (drift.rises()) {
      counts.set(RISES, counts.get(RISES) + 1);
      counts.set(LAST_RISE, (double) example);
    }
    return drift;
  }

  public long rises() {
    return (long) counts.get(RISES);
  }

  public long lastRise() {
    return (long) counts.get(LAST_RISE);
  }

  public LearnedArray counts() {
    return counts;
  }

  public List<LearnedArray> detector() {
    return detector == null ? List.of() : List.copyOf(detector.state());
  }
}
