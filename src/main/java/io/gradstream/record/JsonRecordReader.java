package io.gradstream.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reads JSON objects token by token. */
public final class JsonRecordReader {
  static final int MAX_NESTING = 64;

  /** The parser remembers thousands of names. */
  static final int MAX_NAME_CHARS = 1_000;

  /** A double holds 15 digits; there is a point beside them, or an exponent. */
  private static final int EXACT_CHARS = 16;

  /** Beyond, a double holds fewer of them. */
  private static final double MOST_EXACT = 1e300;

  private final RawRow row;
  private final JsonFactory factory;

  public JsonRecordReader(RawRow row, Limits limits) {
    this.row = row;
    this.factory =
        JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxNumberLength(RawRow.MAX_DIGITS)
                    .maxNameLength(MAX_NAME_CHARS)
                    .maxStringLength(limits.recordBytes())
                    .build())
            .build();
  }

  /** Reads an object, from an offset to the end of the bytes. */
  public void read(PathNode root, byte[] bytes, int offset) throws UnfitException {
    read(root, bytes, offset, true);
  }

  /** Reads any value. */
  public void readValue(PathNode root, byte[] bytes, int offset) throws UnfitException {
    read(root, bytes, offset, false);
  }

  private void read(PathNode root, byte[] bytes, int offset, boolean object) throws UnfitException {
    if (offset < bytes.length && bytes[offset] == 0) { // A parser would try UTF-16 and UTF-32.
      throw undecodable("not JSON in UTF-8: it begins with a zero byte");
    }
    try (JsonParser in = factory.createParser(bytes, offset, bytes.length - offset)) {
      try {
        read(in, root, object);
      } catch (IOException e) {
        throw undecodable(JsonFault.of(e, in, bytes, offset));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Bytes can be closed.
    }
  }

  private void read(JsonParser in, PathNode root, boolean object)
      throws IOException, UnfitException {
    JsonToken first = in.nextToken();
    if (first == null || (object && first != JsonToken.START_OBJECT)) {
      throw undecodable("not a JSON " + (object ? "object" : "value"));
    }
    value(in, root, true);
    if (in.nextToken() != null) {
      throw undecodable("something is left over after the JSON value");
    }
  }

  private static UnfitException undecodable(String message) {
    return new UnfitException(UnfitReason.UNDECODABLE, message);
  }

  private void object(JsonParser in, PathNode node) throws IOException, UnfitException {
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      value(in, node.met(name), true);
    }
  }

  /** An object that may be as it is or, as Avro's JSON has it, in one that names its type. */
  private void union(JsonParser in, PathNode node) throws IOException, UnfitException {
    try (TokenBuffer copy = new TokenBuffer(in)) {
      copy.copyCurrentStructure(in);
      String name = onlyName(copy);
      PathNode inside = name == null ? null : node.namedBranch(name);
      try (JsonParser again = copy.asParser()) {
        again.nextToken();
        if (inside == null) {
          node.anyBranch().checkObject();
          object(again, node.anyBranch());
        } else {
          again.nextToken();
          again.nextToken();
          value(again, inside, true);
        }
      }
    }
  }

  /** The name of an object's field if it has but one. */
  private static @Nullable String onlyName(TokenBuffer object) throws IOException {
    try (JsonParser in = object.asParser()) {
      in.nextToken();
      String name = in.nextFieldName();
      if (name == null) {
        return null;
      }
      in.nextToken();
      in.skipChildren();
      return in.nextToken() == JsonToken.END_OBJECT ? name : null;
    }
  }

  private void array(JsonParser in, PathNode node) throws IOException, UnfitException {
    PathNode each = node.each();
    int index = 0;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      PathNode single = node.element(index++);
      if (single != null || each != null) {
        value(in, single != null ? single : each, true);
      } else {
        // An array of plain values is the value of its field.
        value(in, node, false);
      }
    }
  }

  private void value(JsonParser in, @Nullable PathNode node, boolean nested)
      throws IOException, UnfitException {
    JsonToken token = in.currentToken();
    if (token.isStructStart()) {
      if (node != null && token == JsonToken.START_OBJECT) {
        node.checkObject();
      }
      if (node == null || !nested) {
        in.skipChildren();
      } else if (token == JsonToken.START_OBJECT && node.isBeforeBranch()) {
        union(in, node);
      } else if (token == JsonToken.START_OBJECT) {
        object(in, node);
      } else {
        array(in, node);
      }
    } else if (node != null && node.isRead()) {
      plain(in, token, node.slots());
    }
  }

  private void plain(JsonParser in, JsonToken token, int[] slots)
      throws IOException, UnfitException {
    switch (token) {
      case VALUE_NUMBER_INT -> {
        if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
          withDigits(in, in.getDoubleValue(), slots);
        } else {
          row.addInteger(slots, in.getLongValue());
        }
      }
      case VALUE_NUMBER_FLOAT -> {
        double number = in.getDoubleValue();
        double size = Math.abs(number);
        if (in.getTextLength() <= EXACT_CHARS && size <= MOST_EXACT && size >= 1 / MOST_EXACT) {
          row.addNumber(slots, number);
        } else {
          withDigits(in, number, slots);
        }
      }
      case VALUE_TRUE -> row.addBoolean(slots, true);
      case VALUE_FALSE -> row.addBoolean(slots, false);
      case VALUE_STRING -> {
        byte[] text = in.getText().getBytes(UTF_8);
        row.addText(slots, text, 0, text.length);
      }
      default -> {} // null is missing
    }
  }

  private void withDigits(JsonParser in, double number, int[] slots)
      throws IOException, UnfitException {
    row.addNumber(slots, number, in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
  }
}
