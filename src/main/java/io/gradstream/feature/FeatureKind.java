package io.gradstream.feature;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How the values of a field become inputs of the model. */
public sealed interface FeatureKind {
  /**
   * The names of the numeric inputs that a field of this kind makes; none if it only touches rows
   * of tables.
   */
  default List<String> inputNames(String field) {
    return switch (this) {
      case Numeric n -> List.of(field);
      case Flag f -> List.of(field);
      case Vector vector ->
          IntStream.range(0, vector.length()).mapToObj(i -> field + "[" + i + "]").toList();
      case Timestamp timestamp ->
          timestamp.parts().stream().flatMap(part -> part.inputNames(field).stream()).toList();
      case Auto a -> List.of();
      case Categorical c -> List.of();
      case Text t -> List.of();
      case Embedding e -> List.of();
    };
  }

  /** Chosen by the first value: see the table in {@code docs/features.md}. */
  record Auto() implements FeatureKind {}

  /**
   * One input: the number, of a list the mean.
   *
   * @param log take {@code sign(x)·log(1 + |x|)}, for amounts and counts
   * @param least smaller numbers count as this one
   * @param most larger numbers count as this one
   */
  record Numeric(boolean log, double least, double most) implements FeatureKind {
    /** The number as it is. */
    public static final Numeric PLAIN =
        new Numeric(false, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public Numeric {
      if (!(least < most)) {
        throw new IllegalArgumentException(
            "clip: got [%s, %s], wants the smaller number first".formatted(least, most));
      }
    }
  }

  /** One input: 1 for true, 0 for false. */
  record Flag() implements FeatureKind {}

  /**
   * One row of the hashed table for each value: signed feature hashing (Weinberger et al. 2009,
   * section 2). Of a list of n values each weighs 1/√n.
   */
  record Categorical() implements FeatureKind {}

  /**
   * A learned vector for each value, looked up by its hash.
   *
   * @param width numbers of the vector
   * @param bits of the hash: the table has 2^bits vectors
   */
  record Embedding(int width, int bits) implements FeatureKind {
    /** Bits of a table's hash at most. */
    public static final int MAX_BITS = 24;

    public Embedding {
      check("width", width, 1, 1024);
      check("bits", bits, 1, MAX_BITS);
    }
  }

  /**
   * The words of a text, and runs of them, hashed into the table; the vector of a text has length
   * 1. A word is a run of letters and digits, in lower case.
   *
   * @param ngrams the longest run of words that counts as one; 1 is words alone
   */
  record Text(int ngrams) implements FeatureKind {
    public Text {
      check("ngrams", ngrams, 1, 5);
    }
  }

  /**
   * An input for each number of a list.
   *
   * @param length the length each list must have
   */
  record Vector(int length) implements FeatureKind {
    public Vector {
      check("length", length, 1, 1 << 16);
    }
  }

  /**
   * Two inputs, sine and cosine, for each cycle a moment is in, and one for its age.
   *
   * @param unit of a moment that is given as a plain number
   */
  record Timestamp(List<Part> parts, Unit unit) implements FeatureKind {
    /** The three cycles. */
    public static final Timestamp CYCLES =
        new Timestamp(List.of(Part.HOUR, Part.WEEKDAY, Part.MONTH), Unit.MILLIS);

    public Timestamp {
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("parts: got none, wants one or more");
      }
      parts = parts.stream().sorted().distinct().toList();
    }
  }

  /** What is read off a moment, in UTC. */
  enum Part {
    /** Where in the day. */
    HOUR,
    /** Where in the week. */
    WEEKDAY,
    /** Where in the year. */
    MONTH,
    /** The logarithm of the seconds from it to the record's timestamp. */
    AGE;

    /** Sine and cosine, or the age. */
    List<String> inputNames(String field) {
      String name = field + "#" + name().toLowerCase(Locale.ROOT);
      return this == AGE ? List.of(name) : List.of(name + "-sin", name + "-cos");
    }
  }

  /** The unit of a number that is a moment, counted from 1970. */
  enum Unit {
    SECONDS,
    MILLIS,
    MICROS
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: got %d, wants %d to %d".formatted(name, value, least, most));
    }
  }
}
