package io.gradstream.inspection;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradstream.serde.Payload;
import io.gradstream.serde.PayloadDecoder;
import io.gradstream.serde.registry.UndecodableException;
import io.gradstream.source.ReadRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;

/** What the last records of a topic hold, and how many of them hold nothing. */
final class ProfiledTopic {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final TopicProfile profile = new TopicProfile();
  private final PayloadDecoder decoder;
  private final List<String> refusals = new ArrayList<>();
  private long withoutValue;
  private long framed;

  ProfiledTopic(PayloadDecoder decoder) {
    this.decoder = decoder;
  }

  TopicProfile profile() {
    return profile;
  }

  /** Takes in a record, if it can be read. */
  void add(ReadRecord record) {
    if (record.value() == null) {
      withoutValue++;
      return;
    }
    try {
      switch (decoder.decode(record.value(), record.headers())) {
        case Payload.Avro avro -> add(avro);
        case Payload.Json json -> add(json);
        case Payload.Tree _ -> refusals.add("it is what a class made");
      }
    } catch (UndecodableException e) {
      refusals.add(String.valueOf(e.getMessage()));
    } catch (IOException | AvroRuntimeException e) { // The end of the bytes before the record's.
      refusals.add("it is not of its format");
    } catch (StackOverflowError e) {
      refusals.add("it is nested too deep");
    }
  }

  private void add(Payload.Avro avro) throws IOException {
    int length = avro.bytes().length - avro.offset();
    Object read =
        new GenericDatumReader<>(avro.writer())
            .read(
                null,
                DecoderFactory.get().binaryDecoder(avro.bytes(), avro.offset(), length, null));
    if (read instanceof IndexedRecord record) {
      profile.add(record);
    } else {
      refusals.add("it is no record, but of type " + avro.writer().getType());
    }
  }

  private void add(Payload.Json json) throws IOException {
    JsonNode read = JSON.readTree(json.text());
    if (read.isObject()) {
      profile.add(read);
      framed += json.offset() > 0 ? 1 : 0;
    } else {
      refusals.add("it is no JSON object");
    }
  }

  /** Why the first that could not be read was not; empty if all were. */
  String firstRefusal() {
    return refusals.isEmpty() ? "" : refusals.getFirst();
  }

  /** What was looked at, in words. */
  String origin(String topic) {
    StringBuilder origin =
        new StringBuilder("the last %,d records of topic %s".formatted(profile.records(), topic));
    if (withoutValue > 0) {
      origin.append(", not counting %,d without a value (tombstones)".formatted(withoutValue));
    }
    if (!refusals.isEmpty()) {
      origin.append(
          ", not counting %,d that cannot be read: %s".formatted(refusals.size(), firstRefusal()));
    }
    return origin.toString();
  }

  /** Whether values are JSON behind the id of a JSON Schema, as most serializers of that write. */
  boolean hasJsonSchema() {
    return framed > 0;
  }
}
