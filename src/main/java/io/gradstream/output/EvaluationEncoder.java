package io.gradstream.output;

import io.gradstream.evaluation.CalibrationBin;
import io.gradstream.evaluation.ClassScore;
import io.gradstream.evaluation.ClassificationScores;
import io.gradstream.evaluation.EvaluationSnapshot;
import io.gradstream.evaluation.Score;
import io.gradstream.evaluation.Scores;
import io.gradstream.learning.MemberShare;
import io.gradstream.serde.FieldWriter;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.serde.Schemas;
import io.gradstream.text.Shown;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * Writes {@code schemas/evaluation.avsc}. What it says of single classes is bounded: a record stays
 * far below a broker's default limit of 1 MiB.
 */
public final class EvaluationEncoder extends OutputEncoder {
  /** Classes that are named and scored singly at most. */
  private static final int MAX_CLASSES = 1_000;

  private static final int MAX_NAME_CHARS = 100;

  private static final int MAX_DOUBT_CHARS = 200;

  /** The fields of the schema that are one number each, in their order, and what they are of. */
  private static final List<List<Score>> FIELDS = fields();

  /** As {@link OutputEncoder}. */
  public EvaluationEncoder(
      Formats formats, FormatSettings settings, String topic, String application) {
    super(formats, settings, topic, schema(), application);
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
    return records()
        .encode(
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
                  classes.stream()
                      .limit(MAX_CLASSES)
                      .map(name -> Shown.cut(name, MAX_NAME_CHARS))
                      .toList());
              write(evaluation.whole(), out);
              write(evaluation.faded(), out);
              write(evaluation.windowed(), out);
              out.texts(members.stream().map(MemberShare::member).toList());
              out.numbers(members.stream().mapToDouble(MemberShare::share).toArray());
              out.numbers(members.stream().mapToDouble(MemberShare::loss).toArray());
              coordinates.writeEndTo(out, application());
              String better = evaluation.windowed().betterBaseline();
              if (better == null) {
                out.absent();
              } else {
                out.present();
                out.text(better);
              }
              out.texts(doubts.stream().map(doubt -> Shown.cut(doubt, MAX_DOUBT_CHARS)).toList());
            });
  }

  private static void write(Scores scores, FieldWriter out) throws IOException {
    out.begin();
    out.number(scores.examples());
    for (List<Score> field : FIELDS) {
      double score = value(field, scores);
      if (Double.isNaN(score)) {
        out.absent();
      } else {
        out.present();
        out.number(score);
      }
    }
    List<ClassScore> byClass =
        scores instanceof ClassificationScores known ? known.byClass() : List.of();
    List<CalibrationBin> bins =
        scores instanceof ClassificationScores known ? known.reliability() : List.of();
    numbers(out, byClass, ClassScore::recall);
    numbers(out, byClass, ClassScore::f1);
    numbers(out, bins, CalibrationBin::examples);
    numbers(out, bins, CalibrationBin::confidence);
    numbers(out, bins, CalibrationBin::accuracy);
    out.end();
  }

  /** Of the scores that share a field the one for labels of this kind; NaN if there is none. */
  private static double value(List<Score> field, Scores scores) {
    for (Score score : field) {
      double value = score.in(scores);
      if (!Double.isNaN(value)) {
        return value;
      }
    }
    return Double.NaN;
  }

  private static List<List<Score>> fields() {
    Map<String, List<Score>> byField =
        Arrays.stream(Score.values())
            .collect(Collectors.groupingBy(score -> camelCase(score.field())));
    // After the number of examples, and before what is said of single classes and bins.
    List<List<Score>> fields =
        schema().getField("whole").schema().getFields().stream()
            .skip(1)
            .takeWhile(field -> field.schema().isUnion())
            .map(field -> byField.remove(field.name()))
            .toList();
    if (!byField.isEmpty() || fields.contains(null)) {
      throw new IllegalStateException("evaluation.avsc and the list of scores differ: " + byField);
    }
    return fields;
  }

  /** As {@code lastLabelAccuracy} for {@code last_label_accuracy}. */
  private static String camelCase(String name) {
    return Pattern.compile("_(.)")
        .matcher(name)
        .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
  }

  private static <T> void numbers(FieldWriter out, List<T> items, ToDoubleFunction<T> number)
      throws IOException {
    out.numbers(items.stream().limit(MAX_CLASSES).mapToDouble(number).toArray());
  }
}
