package io.gradstream.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Nested payments, of which some kinds are more often fraud than others; in JSON and in Avro. */
final class Payments {
  static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Payment", "namespace": "shop", "fields": [
                {"name": "transactionId", "type": {"type": "string", "logicalType": "uuid"}},
                {"name": "amount", "type": "double"},
                {"name": "country", "type": "string"},
                {"name": "device", "type": {"type": "enum", "name": "Device",
                  "symbols": ["WEB", "PHONE", "TABLET"]}},
                {"name": "merchant", "type": {"type": "record", "name": "Merchant", "fields": [
                  {"name": "merchantId", "type": "string"},
                  {"name": "category", "type": ["null", "string"]}]}},
                {"name": "items", "type": {"type": "array", "items": {
                  "type": "record", "name": "Item", "fields": [
                    {"name": "sku", "type": "string"}, {"name": "price", "type": "double"}]}}},
                {"name": "attributes", "type": {"type": "map", "values": "string"}},
                {"name": "note", "type": ["null", "string"]},
                {"name": "occurredAt", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                {"name": "isFraud", "type": ["null", "boolean"]}]}
              """);

  private static final List<String> COUNTRIES = List.of("DE", "FR", "IT", "NG", "US");
  private static final List<String> CATEGORIES = List.of("food", "games", "gifts", "travel");
  private static final List<String> WORDS =
      List.of("please", "deliver", "late", "gift", "urgent", "to", "the", "door", "thanks");
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private final Random random;
  private final GenericDatumWriter<GenericRecord> writer = new GenericDatumWriter<>(SCHEMA);
  private int count;

  Payments(long seed) {
    this.random = new Random(seed);
  }

  /** The next payment, its fields by their names. */
  Map<String, @Nullable Object> next() {
    String country = pick(COUNTRIES);
    String category = pick(CATEGORIES);
    double amount = Math.round(100 * Math.exp(3 + 1.2 * random.nextGaussian())) / 100.0;
    boolean urgent = random.nextInt(4) == 0;
    double risk = (country.equals("NG") ? 1.5 : -0.6) + (category.equals("gifts") ? 1.4 : -0.4);
    risk += (urgent ? 1.2 : -0.3) + 0.5 * (Math.log(amount) - 3);
    boolean fraud = random.nextDouble() < 1 / (1 + Math.exp(-2.5 * risk));
    Map<String, @Nullable Object> payment = new LinkedHashMap<>();
    payment.put("transactionId", new UUID(random.nextLong(), random.nextLong()).toString());
    payment.put("amount", amount);
    payment.put("country", country);
    payment.put("device", pick(List.of("WEB", "PHONE", "TABLET")));
    Map<String, @Nullable Object> merchant = new LinkedHashMap<>();
    merchant.put("merchantId", "m" + (int) Math.pow(random.nextDouble() * 10, 2));
    merchant.put("category", random.nextInt(20) == 0 ? null : category);
    payment.put("merchant", merchant);
    List<Object> items = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      items.add(Map.of("sku", "s" + random.nextInt(200), "price", 1 + random.nextInt(50) / 2.0));
    }
    payment.put("items", items);
    payment.put("attributes", Map.of("channel", pick(List.of("app", "shop"))));
    payment.put("note", random.nextInt(10) == 0 ? null : note(urgent));
    payment.put("occurredAt", START.plusSeconds(97L * count++).toString());
    payment.put("isFraud", random.nextInt(50) == 0 ? null : fraud);
    return payment;
  }

  private String pick(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String note(boolean urgent) {
    List<String> words = new ArrayList<>(urgent ? List.of("urgent") : List.of());
    for (int i = 3 + random.nextInt(4); i > 0; i--) {
      String word = pick(WORDS);
      words.add(word.equals("urgent") ? "soon" : word);
    }
    return String.join(" ", words);
  }

  static byte[] json(Map<String, @Nullable Object> payment) {
    try {
      return new ObjectMapper().writeValueAsBytes(payment);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** In Confluent's wire format. */
  byte[] wire(int schemaId, Map<String, @Nullable Object> payment) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      writer.write((GenericRecord) avro(SCHEMA, payment), encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static @Nullable Object avro(Schema schema, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (schema.getType()) {
      case UNION -> avro(schema.getTypes().get(1), value);
      case ARRAY ->
          ((List<?>) value).stream().map(item -> avro(schema.getElementType(), item)).toList();
      case ENUM -> new GenericData.EnumSymbol(schema, value);
      case LONG -> Instant.parse((String) value).toEpochMilli();
      case RECORD -> {
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
          record.put(field.pos(), avro(field.schema(), ((Map<?, ?>) value).get(field.name())));
        }
        yield record;
      }
      default -> value;
    };
  }
}
