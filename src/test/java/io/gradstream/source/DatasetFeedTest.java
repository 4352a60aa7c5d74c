package io.gradstream.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.gradstream.config.ConfigurationReader;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.DatasetException;
import io.gradstream.dataset.Task;
import io.gradstream.dataset.csv.CsvDataset;
import io.gradstream.source.DatasetFeed.FeedSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFeedTest {
  @TempDir private Path directory;

  @Test
  void aRowThatCannotBeReadIsToldAsThePlainLoopTellsIt() throws Exception {
    Path file = Files.writeString(directory.resolve("bad.csv"), "x,label\ninf,a\n1,b\n");
    Dataset dataset = CsvDataset.open(file, "label", Task.AUTO);
    DatasetTopic records =
        new DatasetTopic(dataset, new ConfigurationReader().defaults().mapping());
    FeedSettings nobody = new FeedSettings("127.0.0.1:1", "examples", 0, Long.MAX_VALUE, 0);

    try (DatasetFeed feed = DatasetFeed.start(nobody, dataset, records, () -> 0)) {
      await().until(() -> catchThrowable(feed::written) != null);
      assertThat(catchThrowable(feed::written))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("line 2: column 'x' has 'inf'");
    }
  }
}
