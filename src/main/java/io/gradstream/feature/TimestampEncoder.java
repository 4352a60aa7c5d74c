package io.gradstream.feature;

import io.gradstream.feature.FeatureKind.Part;
import io.gradstream.learning.FeatureVector;
import io.gradstream.record.Numbers;
import io.gradstream.record.RawRow;
import io.gradstream.record.UnfitException;
import io.gradstream.record.UnfitReason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Sine and cosine of where a moment is in each cycle, and its age. */
final class TimestampEncoder implements Encoder {
  private static final long MICROS_PER_MILLI = 1_000;
  private static final long DAY_MILLIS = 86_400_000;
  private static final long WEEK_MILLIS = 7 * DAY_MILLIS;

  /** 1970 began on a Thursday. */
  private static final long MONDAY_MILLIS = 4 * DAY_MILLIS;

  /** A year beyond these is an error of units. */
  private static final long MAX_MILLIS = 253_402_300_800_000L;

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter(Locale.ROOT);

  private final String field;
  private final int slot;
  private final FeatureKind.Timestamp kind;
  private final int[] inputs;
  private final RecordTime now;

  /**
   * @param inputs of the parts in order: sine and cosine of each, or the age
   * @param now when the record was made
   */
  TimestampEncoder(
      String field, int slot, FeatureKind.Timestamp kind, int[] inputs, RecordTime now) {
    this.field = field;
    this.slot = slot;
    this.kind = kind;
    this.inputs = inputs;
    this.now = now;
  }

  @Override
  public void encode(RawRow row, FeatureVector features) throws UnfitException {
    if (row.count(slot) == 0) {
      return;
    }
    long millis = millis(row, row.first(slot));
    if (millis < -MAX_MILLIS || millis > MAX_MILLIS) {
      throw new UnfitException(
          UnfitReason.OUT_OF_RANGE,
          "field %s: got %d ms since 1970, wants a year before 10000".formatted(field, millis));
    }
    int input = 0;
    for (Part part : kind.parts()) {
      input += set(part, millis, input, features);
    }
  }

  /** Sets the inputs of a part from the given one on; returns how many it has. */
  private int set(Part part, long millis, int input, FeatureVector features) {
    return switch (part) {
      case HOUR -> setCycle(Math.floorMod(millis, DAY_MILLIS), DAY_MILLIS, input, features);
      case WEEKDAY ->
          setCycle(
              Math.floorMod(millis - MONDAY_MILLIS, WEEK_MILLIS), WEEK_MILLIS, input, features);
      case MONTH -> {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(millis, DAY_MILLIS));
        yield setCycle(day.getDayOfYear() - 1, day.lengthOfYear(), input, features);
      }
      case AGE -> {
        if (now.millis() >= 0) {
          double seconds = (now.millis() - millis) / 1e3;
          double age = Math.copySign(StrictMath.log1p(Math.abs(seconds)), seconds);
          features.set(inputs[input], age);
        }
        yield 1;
      }
    };
  }

  private int setCycle(long at, long length, int input, FeatureVector features) {
    double angle = 2 * Math.PI * at / length;
    features.set(inputs[input], StrictMath.sin(angle));
    features.set(inputs[input + 1], StrictMath.cos(angle));
    return 2;
  }

  private long millis(RawRow row, int value) throws UnfitException {
    return switch (row.kind(value)) {
      case TIMESTAMP -> row.integer(value);
      case INTEGER ->
          kind.unit() == FeatureKind.Unit.MICROS
              ? Math.floorDiv(row.integer(value), MICROS_PER_MILLI)
              : inMillis(row.number(value));
      case NUMBER -> inMillis(row.number(value));
      case TEXT -> parse(row.asText(value));
      case BOOLEAN -> throw Numbers.wrongType(field, row.asText(value), "a moment");
    };
  }

  private long inMillis(double number) {
    return (long)
        Math.floor(
            switch (kind.unit()) {
              case SECONDS -> number * 1e3;
              case MILLIS -> number;
              case MICROS -> number / MICROS_PER_MILLI;
            });
  }

  /** A date, a date and time, or one with an offset; without an offset it is UTC. */
  private long parse(String text) throws UnfitException {
    try {
      TemporalAccessor moment =
          ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      Instant instant =
          switch (moment) {
            case OffsetDateTime at -> at.toInstant();
            case LocalDateTime at -> at.toInstant(ZoneOffset.UTC);
            default -> LocalDate.from(moment).atStartOfDay().toInstant(ZoneOffset.UTC);
          };
      return instant.toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw Numbers.wrongType(field, text, "a moment after ISO 8601");
    }
  }
}
