package io.gradstream.output;

import io.gradstream.evaluation.CalibrationBin;
import io.gradstream.evaluation.ClassScore;
import io.gradstream.evaluation.ClassificationScores;
import io.gradstream.evaluation.EvaluationSnapshot;
import io.gradstream.evaluation.RegressionScores;
import io.gradstream.evaluation.Scores;
import io.gradstream.learning.MemberShare;
import io.gradstream.serde.FieldWriter;
import io.gradstream.serde.FixedText;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.serde.RecordEncoder;
import io.gradstream.serde.Schemas;
import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.avro.Schema;

/**
 * Writes {@code schemas/evaluation.avsc}. What it says of single classes is bounded: a record stays
 * far below a broker's default limit of 1 MiB.
 */
public final class EvaluationEncoder {
  /** Classes that are named and scored singly at most. */
  private static final int MAX_CLASSES = 1_000;

  private static final int MAX_NAME_CHARS = 100;

  private static final int MAX_DOUBT_CHARS = 200;

  /** Those of a kind of label that a score is not for. */
  private static final ClassificationScores NO_CLASSES =
      new ClassificationScores(
          0,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          List.of(),
          List.of());

  private static final RegressionScores NO_VALUES =
      new RegressionScores(
          0,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN);

  private final RecordEncoder records;
  private final FixedText application;

  /**
   * An encoder for one topic. In a registry's format its schema is registered first.
   *
   * @param application that the records name as their source
   * @throws IllegalArgumentException if a setting is missing or invalid
   * @throws io.gradstream.serde.registry.RegistryException if the registry refuses the schema
   */
  public EvaluationEncoder(
      Formats formats, FormatSettings settings, String topic, String application) {
    this.records = formats.encoder(settings, topic, schema());
    this.application = FixedText.of(application);
  }

  /** The schema of what is written. */
  public static Schema schema() {
    return Schemas.shipped("evaluation");
  }

  /**
   * The bytes of an evaluation.
   *
   * @param coordinates of the last example that is scored
   * @param classes the names of the classes, empty for values
   * @param members of a pool, empty for a single network
   * @param doubts what is suspicious of inputs
   */
  public byte[] encode(
      Coordinates coordinates,
      List<String> classes,
      EvaluationSnapshot evaluation,
      List<MemberShare> members,
      List<String> doubts) {
    return records.encode(
        out -> {
          coordinates.writeModelTo(out);
          out.integer(evaluation.examples());
          out.integer(evaluation.drifts());
          if (evaluation.lastDrift() == 0) {
            out.absent();
          } else {
            out.present();
            out.integer(evaluation.lastDrift());
          }
          out.texts(
              classes.stream().limit(MAX_CLASSES).map(name -> cut(name, MAX_NAME_CHARS)).toList());
          write(evaluation.whole(), out);
          write(evaluation.faded(), out);
          write(evaluation.windowed(), out);
          out.texts(members.stream().map(MemberShare::member).toList());
          out.numbers(members.stream().mapToDouble(MemberShare::share).toArray());
          out.numbers(members.stream().mapToDouble(MemberShare::loss).toArray());
          coordinates.writeEndTo(out, application);
          String better = evaluation.windowed().betterBaseline();
          if (better == null) {
            out.absent();
          } else {
            out.present();
            out.text(better);
          }
          out.texts(doubts.stream().map(doubt -> cut(doubt, MAX_DOUBT_CHARS)).toList());
        });
  }

  private static String cut(String text, int chars) {
    return text.substring(0, Math.min(text.length(), chars));
  }

  private static void write(Scores scores, FieldWriter out) throws IOException {
    ClassificationScores c = scores instanceof ClassificationScores known ? known : NO_CLASSES;
    RegressionScores r = scores instanceof RegressionScores known ? known : NO_VALUES;
    out.begin();
    out.number(scores.examples());
    optional(
        out,
        scores.loss(),
        c.accuracy(),
        c.kappa(),
        c.kappaTemporal(),
        c.brier(),
        c.auc(),
        c.f1(),
        c.calibrationError(),
        c.majorityAccuracy(),
        c.lastLabelAccuracy(),
        r.mae(),
        r.rmse(),
        r.r2(),
        r.quantileLoss(),
        r.meanMae(),
        r.lastValueMae());
    numbers(out, c.byClass(), ClassScore::recall);
    numbers(out, c.byClass(), ClassScore::f1);
    numbers(out, c.reliability(), CalibrationBin::examples);
    numbers(out, c.reliability(), CalibrationBin::confidence);
    numbers(out, c.reliability(), CalibrationBin::accuracy);
    out.end();
  }

  /** Fields that are absent where a score is not defined. */
  private static void optional(FieldWriter out, double... scores) throws IOException {
    for (double score : scores) {
      if (Double.isNaN(score)) {
        out.absent();
      } else {
        out.present();
        out.number(score);
      }
    }
  }

  private static <T> void numbers(FieldWriter out, List<T> items, ToDoubleFunction<T> number)
      throws IOException {
    out.numbers(items.stream().limit(MAX_CLASSES).mapToDouble(number).toArray());
  }
}
