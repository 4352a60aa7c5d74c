package io.gradstream.dataset.transform;

import io.gradstream.dataset.Check;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.DatasetException;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import io.gradstream.text.Messages;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A rare class: every row is of the last class with probability 1 in n, and else of another. Rows
 * of the wrong side are left out, so the order stays, and the other classes stay as frequent among
 * themselves. Ends with the stream below; looks no further than {@value #MAX_SEARCH_ROWS} rows for
 * one of the right side.
 *
 * @param oneIn n, 2 or more
 */
record Imbalanced(Dataset inner, long oneIn, long seed) implements Dataset {
  /** How far to look. */
  static final int MAX_SEARCH_ROWS = 1_000_000;

  Imbalanced {
    Check.atLeast(2, "imbalance", oneIn);
    Check.classes("imbalance", inner.columns());
  }

  @Override
  public Columns columns() {
    return inner.columns();
  }

  @Override
  public RowReader open() {
    return new Reader(this);
  }

  /** Reads all rows to count them. */
  @Override
  public OptionalLong size() {
    if (inner.size().isEmpty()) {
      return OptionalLong.empty();
    }
    long rows = 0;
    try (RowReader reader = open()) {
      while (reader.next() != null) {
        rows++;
      }
    }
    return OptionalLong.of(rows);
  }

  private static final class Reader implements RowReader {
    private final RowReader rows;
    private final double share;
    private final String rareName;
    private final int rare;
    private final Random random;

    Reader(Imbalanced transform) {
      var names = Check.classes("imbalance", transform.inner.columns()).names();
      this.rareName = names.getLast();
      this.rare = names.size() - 1;
      this.share = 1.0 / transform.oneIn;
      this.random = new Random(transform.seed);
      this.rows = transform.inner.open();
    }

    @Override
    public @Nullable Row next() {
      boolean wanted = random.nextDouble() < share;
      for (int i = 0; i < MAX_SEARCH_ROWS; i++) {
        Row row = rows.next();
        if (row == null || row.label() == rare == wanted) {
          return row;
        }
      }
      throw new DatasetException(
          "imbalance: %,d rows on end are %s of class %s, want both kinds"
              .formatted(MAX_SEARCH_ROWS, wanted ? "none" : "all", Messages.quoted(rareName)));
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
