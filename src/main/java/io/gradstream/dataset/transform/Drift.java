package io.gradstream.dataset.transform;

import io.gradstream.dataset.Columns;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One data set that becomes another of the same columns: row i is row i of the one or of the other.
 * The probability that it is the other's rises from 0 to 1 in a line over the rows of a span; an
 * empty span is an abrupt drift. Ends with the shorter of the two.
 *
 * @param span the rows of both, counted from 0; before it are the one's, after it the other's
 */
record Drift(Dataset before, Dataset after, RowSpan span, long seed) implements Dataset {

  Drift {
    if (!before.columns().equals(after.columns())) {
      throw new IllegalArgumentException(
          "drift: the columns after it are not those before it, want the same names, kinds and"
              + " classes");
    }
  }

  @Override
  public Columns columns() {
    return before.columns();
  }

  @Override
  public OptionalLong size() {
    OptionalLong size = before.size();
    OptionalLong other = after.size();
    return size.isPresent() && other.isPresent()
        ? OptionalLong.of(Math.min(size.getAsLong(), other.getAsLong()))
        : size.isPresent() ? size : other;
  }

  @Override
  public RowReader open() {
    return new Reader(this);
  }

  private static final class Reader implements RowReader {
    private final RowSpan span;
    private final Random random;
    private final RowReader before;
    private final RowReader after;
    private long number;

    Reader(Drift drift) {
      this.span = drift.span;
      this.random = new Random(drift.seed);
      this.before = drift.before.open();
      this.after = drift.after.open();
    }

    @Override
    public @Nullable Row next() {
      Row one = before.next();
      Row other = after.next();
      boolean drifted =
          span.contains(number)
              ? random.nextDouble() * (span.to() - span.from()) < number - span.from() + 0.5
              : number >= span.to();
      number++;
      return one == null || other == null ? null : drifted ? other : one;
    }

    @Override
    public void close() {
      try (before) {
        after.close();
      }
    }
  }
}
