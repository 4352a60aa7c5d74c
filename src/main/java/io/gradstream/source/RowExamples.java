package io.gradstream.source;

import io.gradstream.dataset.Column;
import io.gradstream.dataset.Row;
import io.gradstream.feature.ColumnReader;
import io.gradstream.feature.ExampleExtractor;
import io.gradstream.learning.Example;
import io.gradstream.learning.Label;
import io.gradstream.record.UnfitException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes examples of the rows of a data set. */
public record RowExamples(
    List<Column> columns, boolean hasClasses, ExampleExtractor extractor, ColumnReader reader) {
  /**
   * The example of a row, valid until the next one.
   *
   * @throws UnfitException if the row makes no example
   */
  public Example example(Row row) throws UnfitException {
    reader.begin();
    for (int i = 0; i < columns.size(); i++) {
      double number = row.features()[i];
      switch (columns.get(i).kind()) {
        case TEXT -> reader.text(i, row.text(i));
        case NUMBER -> reader.number(i, number);
        case CATEGORY_ID -> {
          if (!Double.isNaN(number)) {
            reader.integer(i, (long) number);
          }
        }
      }
    }
    return extractor.extract(reader.row(), label(row));
  }

  private @Nullable Label label(Row row) {
    if (Double.isNaN(row.label())) {
      return null;
    }
    return hasClasses ? new Label.Category((int) row.label()) : new Label.Real(row.label());
  }
}
