package io.gradstream.cli;

import io.gradstream.inspection.CheckReport;
import io.gradstream.inspection.RecordCheck;
import io.gradstream.wiring.LearningWiring;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options {@code --records} and {@code --file}: which records are looked at. */
final class RecordsOption {
  private static final int MAX_RECORDS = 100_000;
  private static final int FEW = 10;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--records",
      paramLabel = "N",
      description = "Look at the last N committed records, up to 100,000 (default 10).")
  private @Nullable Integer records;

  @Option(
      names = "--file",
      paramLabel = "PATH",
      description = "Look at the first records of a file instead: JSON lines or an Avro container.")
  private @Nullable Path file;

  @SuppressWarnings("NullAway.Init") // picocli injects the spec.
  RecordsOption() {}

  /** Whether any was given. */
  boolean given() {
    return records != null || file != null;
  }

  /** Checks them. */
  CheckReport check(LearningWiring wiring) {
    int count = records == null ? FEW : records;
    if (count < 1 || count > MAX_RECORDS) {
      throw new ParameterException(
          spec.commandLine(), "--records wants 1 to %,d".formatted(MAX_RECORDS));
    }
    return file == null
        ? RecordCheck.ofTopic(wiring, count)
        : RecordCheck.ofFile(wiring, file, count);
  }
}
