package io.gradstream.support;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.serde.Format;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.serde.RecordWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Random nested records of every type, as a deserializer leaves them and in every format. What is
 * bought, and whether it is a fraud, which follows from what all formats have in common.
 */
public final class Purchases {
  /** Their schema. */
  public static final Schema SCHEMA = schema("");

  /** The same with an optional field more. */
  public static final Schema NEXT_SCHEMA =
      schema(
          """
          , {"name": "distance", "type": ["null", "double"], "default": null}
          , {"name": "channel", "type": ["null", "string"], "default": null}
          """);

  /** A mapping of every kind of feature, and of whatever else there is. */
  public static final String MAPPING =
      """
      mapping:
        features:
          - {path: amount, kind: numeric, log: true, clip: [-1000, 1000]}
          - {path: merchant.open, kind: boolean}
          - {path: country, kind: categorical}
          - {path: "items[].sku", kind: categorical}
          - {path: "items[0].price", kind: numeric}
          - {path: merchant.category, kind: embedding, width: 4, bits: 8}
          - {path: attributes.colour, kind: embedding, width: 3, bits: 5}
          - {path: note, kind: text, ngrams: 2}
          - {path: pixels, kind: vector, length: 3}
          - {path: payment(Card).issuer, kind: categorical}
          - {path: payment(Transfer).days, kind: numeric}
          - {path: occurredAt, kind: timestamp, parts: [hour, weekday, age]}
          - {path: updatedAt, kind: timestamp, unit: micros}
          - {path: birthday, kind: timestamp, parts: [month]}
          - {cross: [country, tags]}
          - "**"
        label: isFraud
        task: classification
        id: id
        weight: weight
        hash-bits: 12
      """;

  private static final List<String> WORDS =
      List.of(
          "shoes", "Größe", "東京", "ünïcode", "🦊 fox", "a-b", "", "42", "TRUE", "\"q\"\\",
          "\u0000");

  private final Random random;
  private final RecordWriter writer = writer(SCHEMA);
  private final RecordWriter nextWriter = writer(NEXT_SCHEMA);

  public Purchases(Random random) {
    this.random = random;
  }

  private static RecordWriter writer(Schema schema) {
    return new Formats()
        .recordWriter(FormatSettings.of(Format.AVRO_SINGLE_OBJECT), "purchases", schema);
  }

  private static Schema schema(String more) {
    return new Schema.Parser()
        .parse(
            """
            {"type": "record", "name": "Purchase", "namespace": "shop", "fields": [
              {"name": "id", "type": "string"},
              {"name": "amount",
               "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
              {"name": "country",
               "type": {"type": "enum", "name": "Country", "symbols": ["DE", "FR", "IT", "JP"]}},
              {"name": "merchant", "type": {"type": "record", "name": "Merchant", "fields": [
                {"name": "category", "type": ["null", "string"]},
                {"name": "rating", "type": "float"},
                {"name": "open", "type": "boolean"}]}},
              {"name": "payment", "type": ["null",
                {"type": "record", "name": "Card", "fields": [
                  {"name": "issuer", "type": "string"}, {"name": "limit", "type": "int"}]},
                {"type": "record", "name": "Transfer", "fields": [
                  {"name": "bank", "type": "string"}, {"name": "days", "type": "int"}]}]},
              {"name": "raw", "type": {"type": "array", "items": {"type": "map", "values": "bytes"}}},
              {"name": "attributes", "type": {"type": "map", "values": "string"}},
              {"name": "scores", "type": {"type": "map", "values": ["null", "double"]}},
              {"name": "tags", "type": {"type": "array", "items": "string"}},
              {"name": "items", "type": {"type": "array", "items":
                {"type": "record", "name": "Item", "fields": [
                  {"name": "sku", "type": "string"}, {"name": "price", "type": "double"}]}}},
              {"name": "pixels", "type": {"type": "array", "items": "float"}},
              {"name": "note", "type": ["null", "string"]},
              {"name": "occurredAt", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "updatedAt",
               "type": ["null", {"type": "long", "logicalType": "timestamp-micros"}]},
              {"name": "birthday", "type": {"type": "int", "logicalType": "date"}},
              {"name": "count", "type": "long"},
              {"name": "weight", "type": ["null", "double"]},
              {"name": "isFraud", "type": ["null", "boolean"]}%s]}
            """
                .formatted(more));
  }

  /** A record of {@link #SCHEMA}. */
  public GenericRecord record() {
    return record(SCHEMA);
  }

  /** A record of {@link #SCHEMA} or of {@link #NEXT_SCHEMA}. */
  public GenericRecord record(Schema schema) {
    GenericRecord record = new GenericData.Record(schema);
    double risk = random.nextGaussian();
    record.put("id", "purchase " + random.nextInt());
    record.put("amount", cents(Math.round(100 * (50 + 20 * risk + random.nextGaussian()))));
    Schema country = schema.getField("country").schema();
    String symbol = country.getEnumSymbols().get(random.nextInt(4));
    record.put("country", new GenericData.EnumSymbol(country, symbol));
    record.put("merchant", merchant(schema.getField("merchant").schema(), risk));
    record.put("payment", payment(schema.getField("payment").schema()));
    record.put("raw", List.of(Map.of("x", ByteBuffer.wrap(new byte[random.nextInt(9)]))));
    record.put(
        "attributes", random.nextBoolean() ? Map.of() : Map.of("colour", word(), "s", word()));
    record.put("scores", scores());
    record.put("tags", list(random.nextInt(4), this::word));
    Schema item = schema.getField("items").schema().getElementType();
    record.put("items", list(random.nextInt(3), () -> item(item)));
    record.put("pixels", list(random.nextInt(2) * 3, () -> (float) random.nextGaussian()));
    record.put("note", random.nextInt(3) == 0 ? null : word() + " " + word() + ", " + word());
    record.put("occurredAt", random.nextLong(-100_000_000_000L, 2_000_000_000_000L));
    record.put("updatedAt", random.nextBoolean() ? null : random.nextLong(1L << 51) - (1L << 48));
    record.put("birthday", random.nextInt(-20_000, 20_000));
    record.put("count", random.nextLong(1 << 20));
    record.put("weight", random.nextBoolean() ? null : (Object) (random.nextInt(3) / 2.0));
    record.put("isFraud", random.nextInt(10) == 0 ? null : (Object) (risk > 0));
    if (schema.getField("distance") != null) {
      record.put("distance", random.nextInt(4) == 0 ? null : (Object) (3 * risk));
      record.put("channel", random.nextInt(4) == 0 ? null : word());
    }
    return record;
  }

  private GenericRecord merchant(Schema schema, double risk) {
    GenericRecord merchant = new GenericData.Record(schema);
    merchant.put("category", random.nextInt(4) == 0 ? null : word());
    merchant.put("rating", (float) (risk + random.nextGaussian()));
    merchant.put("open", random.nextBoolean());
    return merchant;
  }

  private @Nullable GenericRecord payment(Schema schema) {
    int branch = random.nextInt(3);
    if (branch == 0) {
      return null;
    }
    GenericRecord payment = new GenericData.Record(schema.getTypes().get(branch));
    payment.put(0, word());
    payment.put(1, random.nextInt(100));
    return payment;
  }

  private Map<String, Object> scores() {
    Map<String, Object> scores = new LinkedHashMap<>();
    for (String name : List.of("a", "b", "c")) {
      switch (random.nextInt(3)) {
        case 0 -> scores.put(name, random.nextGaussian());
        case 1 -> scores.put(name, null);
        default -> {}
      }
    }
    return scores;
  }

  private GenericRecord item(Schema schema) {
    GenericRecord item = new GenericData.Record(schema);
    item.put("sku", word());
    item.put("price", random.nextInt(10_000) / 100.0);
    return item;
  }

  private static <T> List<T> list(int size, Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(element.get());
    }
    return list;
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private static ByteBuffer cents(long cents) {
    return ByteBuffer.wrap(BigInteger.valueOf(cents).toByteArray());
  }

  /** A record in Avro's single-object encoding. */
  public byte[] singleObject(GenericRecord record) {
    return (record.getSchema().equals(SCHEMA) ? writer : nextWriter).write(record);
  }

  /** A record's bare binary Avro. */
  public byte[] binary(GenericRecord record) {
    byte[] framed = singleObject(record);
    return Arrays.copyOfRange(framed, 10, framed.length);
  }

  /** A record as people write JSON: no types of unions, moments as numbers or after ISO 8601. */
  public byte[] json(GenericRecord record) {
    return object(record).toString().getBytes(StandardCharsets.UTF_8);
  }

  private ObjectNode object(GenericRecord record) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Schema.Field field : record.getSchema().getFields()) {
      put(object, field.name(), field.schema(), record.get(field.pos()));
    }
    return object;
  }

  private void put(ObjectNode object, String name, Schema schema, @Nullable Object value) {
    switch (value) {
      case null -> {
        if (random.nextBoolean()) {
          object.putNull(name);
        }
      }
      case ByteBuffer bytes -> object.put(name, decimal(bytes));
      case GenericRecord record -> object.set(name, object(record));
      case Map<?, ?> map -> {
        ObjectNode inside = object.putObject(name);
        map.forEach((key, entry) -> put(inside, key.toString(), schema.getValueType(), entry));
      }
      case List<?> list -> array(object.putArray(name), list);
      case Long number when schema.isUnion() ->
          moment(object, name, schema.getTypes().get(1).getLogicalType(), number);
      case Long number -> moment(object, name, schema.getLogicalType(), number);
      case Integer number when schema.getLogicalType() instanceof LogicalTypes.Date ->
          object.put(name, LocalDate.ofEpochDay(number).toString());
      case Integer number -> object.put(name, number);
      case Float number -> object.put(name, number);
      case Double number -> object.put(name, number);
      case Boolean flag -> object.put(name, flag);
      default -> object.put(name, value.toString());
    }
  }

  private static BigDecimal decimal(ByteBuffer cents) {
    byte[] bytes = new byte[cents.remaining()];
    cents.duplicate().get(bytes);
    return new BigDecimal(new BigInteger(bytes), 2);
  }

  private void moment(ObjectNode object, String name, @Nullable LogicalType type, long number) {
    if (type == null || random.nextBoolean()) {
      object.put(name, number);
    } else {
      long micros = type instanceof LogicalTypes.TimestampMicros ? number : 1000 * number;
      Instant at =
          Instant.ofEpochSecond(
              Math.floorDiv(micros, 1_000_000), 1000L * Math.floorMod(micros, 1_000_000));
      object.put(name, at.toString());
    }
  }

  private void array(ArrayNode array, List<?> list) {
    for (Object element : list) {
      switch (element) {
        case GenericRecord record -> array.add(object(record));
        case Float number -> array.add(number);
        case Map<?, ?> map -> array.addObject();
        default -> array.add(element.toString());
      }
    }
  }
}
