package io.gradstream.record;

import java.io.EOFException;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads binary Avro straight into a row: for each writer's schema a plan is made once, which reads
 * the fields that a path leads to and skips the rest.
 */
public final class AvroRecordReader {
  /** Plans of more schemas than these are made again each time. */
  private static final int MAX_PLANS = 1_000;

  private final RawRow row;
  private final IdentityHashMap<Schema, AvroPlan> plans = new IdentityHashMap<>();
  private @Nullable PathNode planned;
  private @Nullable BinaryDecoder decoder;

  public AvroRecordReader(RawRow row) {
    this.row = row;
  }

  /**
   * Reads a record.
   *
   * @return what its schema declares, as {@link AvroPlan#declared}
   */
  @SuppressWarnings("ReferenceEquality") // Plans hold the places below one root.
  public Map<Integer, Set<ValueKind>> read(PathNode root, Schema writer, byte[] bytes, int offset)
      throws UnfitException {
    if (planned != root) {
      plans.clear();
      planned = root;
    }
    BinaryDecoder in =
        DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, decoder);
    decoder = in;
    try {
      AvroPlan plan = plan(root, writer);
      plan.read(in, row);
      if (!in.isEnd()) {
        throw undecodable("bytes are left over after the record");
      }
      return plan.declared();
    } catch (IOException
        | AvroRuntimeException
        | UnsupportedOperationException
        | IndexOutOfBoundsException
        | StackOverflowError e) {
      // Avro has no one exception for bad bytes: a length of 2^31 is an unsupported operation. A
      // schema that contains itself lets bytes choose the depth of the stack.
      throw undecodable(
          "not a record of the schema %s: %s".formatted(writer.getFullName(), fault(e)));
    }
  }

  private AvroPlan plan(PathNode root, Schema writer) throws UnfitException {
    AvroPlan known = plans.get(writer);
    if (known != null) {
      return known;
    }
    AvroPlan plan = AvroPlan.of(writer, root);
    if (plans.size() < MAX_PLANS) {
      plans.put(writer, plan);
    }
    return plan;
  }

  private static String fault(Throwable e) {
    return switch (e) {
      case EOFException _ -> "it ends too early";
      case StackOverflowError _ -> "it is nested too deep";
      default -> "it holds a length, an index or a number that is not valid";
    };
  }

  private static UnfitException undecodable(String message) {
    return new UnfitException(UnfitReason.UNDECODABLE, message);
  }
}
