package io.gradstream.feature;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads JSON objects token by token. */
final class JsonRecordReader {
  private static final int MAX_NESTING = 64;
  private static final int MAX_NUMBER_CHARS = 1_000;

  /** The parser remembers thousands of names. */
  private static final int MAX_NAME_CHARS = 1_000;

  private final RawRow row;
  private final JsonFactory factory;

  JsonRecordReader(RawRow row, Limits limits) {
    this.row = row;
    this.factory =
        JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxNumberLength(MAX_NUMBER_CHARS)
                    .maxNameLength(MAX_NAME_CHARS)
                    .maxStringLength(limits.recordBytes())
                    .build())
            .build();
  }

  void read(PathNode root, byte[] bytes) throws UnfitException {
    try (JsonParser in = factory.createParser(bytes)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw undecodable("not a JSON object");
      }
      object(in, root);
      if (in.nextToken() != null) {
        throw undecodable("something is left over after the JSON object");
      }
    } catch (IOException e) {
      throw undecodable("not JSON: " + firstLine(e));
    }
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
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
      if (node == null || !nested) {
        in.skipChildren();
      } else if (token == JsonToken.START_OBJECT) {
        object(in, node.anyBranch());
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
          row.addNumber(slots, in.getDoubleValue());
        } else {
          row.addInteger(slots, in.getLongValue());
        }
      }
      case VALUE_NUMBER_FLOAT -> row.addNumber(slots, in.getDoubleValue());
      case VALUE_TRUE -> row.addBoolean(slots, true);
      case VALUE_FALSE -> row.addBoolean(slots, false);
      case VALUE_STRING -> {
        byte[] text = in.getText().getBytes(UTF_8);
        row.addText(slots, text, 0, text.length);
      }
      default -> {} // null is missing
    }
  }
}
