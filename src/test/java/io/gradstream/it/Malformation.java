package io.gradstream.it;

import io.gradstream.record.UnfitReason;
import io.gradstream.serde.registry.UndecodableException;
import io.gradstream.support.SingleObjectDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a record; never by chance nothing. */
enum Malformation {
  NULL_VALUE(UnfitReason.NULL_VALUE),
  EMPTY(UnfitReason.UNDECODABLE),
  RANDOM_BYTES(UnfitReason.UNDECODABLE),
  RANDOM_BODY(UnfitReason.UNDECODABLE),
  TRUNCATED(UnfitReason.UNDECODABLE),
  BYTES_LEFT_OVER(UnfitReason.UNDECODABLE),
  OTHER_FINGERPRINT(UnfitReason.UNDECODABLE),
  /** A text, or a list of them, that pretends to be larger than any memory. */
  PRETENDED_LENGTH(UnfitReason.UNDECODABLE),
  PRETENDED_COUNT(UnfitReason.UNDECODABLE),
  NOT_FINITE(UnfitReason.OUT_OF_RANGE),
  UNKNOWN_CLASS(UnfitReason.UNKNOWN_CLASS);

  private static final int HEADER_BYTES = 10;
  private static final long[] SIZES = {
    100_000_000,
    Integer.MAX_VALUE - 8,
    Integer.MAX_VALUE,
    1L << 31,
    1L << 62,
    Long.MAX_VALUE,
    -1,
    Integer.MIN_VALUE,
    Long.MIN_VALUE
  };
  private static final double[] NOT_FINITE_NUMBERS = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300
  };

  final UnfitReason reason;

  Malformation(UnfitReason reason) {
    this.reason = reason;
  }

  byte @Nullable [] of(GenericRecord record, Events events, Random random) {
    byte[] good = events.encode(record);
    return switch (this) {
      case NULL_VALUE -> null;
      case EMPTY -> new byte[0];
      case RANDOM_BYTES -> notDecodable(0, good, random);
      case RANDOM_BODY -> notDecodable(HEADER_BYTES, good, random);
      case TRUNCATED -> Arrays.copyOf(good, 1 + random.nextInt(good.length - 1));
      case BYTES_LEFT_OVER -> Arrays.copyOf(good, good.length + 1 + random.nextInt(20));
      case OTHER_FINGERPRINT -> {
        good[2 + random.nextInt(8)] ^= (byte) (1 << random.nextInt(8));
        yield good;
      }
      case PRETENDED_LENGTH -> pretended(good, random, SIZES[random.nextInt(SIZES.length)]);
      case PRETENDED_COUNT -> pretended(good, random, 0, SIZES[random.nextInt(SIZES.length)]);
      case NOT_FINITE -> {
        double number = NOT_FINITE_NUMBERS[random.nextInt(NOT_FINITE_NUMBERS.length)];
        if (random.nextBoolean()) {
          record.put("x1", number);
        } else {
          record.put("x2", (float) number);
        }
        yield events.encode(record);
      }
      case UNKNOWN_CLASS -> {
        record.put("kind", random.nextBoolean() ? "3" : "");
        yield events.encode(record);
      }
    };
  }

  private static byte[] notDecodable(int kept, byte[] good, Random random) {
    byte[] bytes = new byte[kept + random.nextInt(200)];
    do {
      random.nextBytes(bytes);
      System.arraycopy(good, 0, bytes, 0, kept);
    } while (decodes(bytes));
    return bytes;
  }

  private static boolean decodes(byte[] bytes) {
    try {
      new SingleObjectDecoder(Events.SCHEMA).decode(bytes);
      return true;
    } catch (UndecodableException e) {
      return false;
    }
  }

  private static byte[] pretended(byte[] good, Random random, long... numbers) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(good, 0, HEADER_BYTES);
    BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      for (long number : numbers) {
        out.writeLong(number);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    byte[] more = new byte[random.nextInt(20)];
    Arrays.fill(more, (byte) 0xff); // With zeros, a list of -1 texts can be one of 1 that is empty.
    bytes.writeBytes(more);
    return bytes.toByteArray();
  }
}
