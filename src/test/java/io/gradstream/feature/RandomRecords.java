package io.gradstream.feature;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Random schemas, and random records of them. A union is of null or of records. */
public final class RandomRecords {
  private static final int TYPES = 17;

  private final Random random;
  private int names;

  public RandomRecords(Random random) {
    this.random = random;
  }

  /** Of a record with a label that is never there. */
  public Schema schema() {
    Schema label =
        Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
    List<Schema.Field> fields = fields(3);
    fields.add(new Schema.Field("label", label));
    return Schema.createRecord("R" + names++, null, null, false, fields);
  }

  private List<Schema.Field> fields(int depth) {
    List<Schema.Field> fields = new ArrayList<>();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      fields.add(new Schema.Field("f" + names++, type(depth)));
    }
    return fields;
  }

  private Schema record(int depth) {
    return Schema.createRecord("R" + names++, null, null, false, fields(depth - 1));
  }

  private Schema type(int depth) {
    return switch (random.nextInt(depth == 0 ? TYPES - 5 : TYPES)) {
      case 0 -> Schema.create(Schema.Type.INT);
      case 1 -> Schema.create(Schema.Type.LONG);
      case 2 -> Schema.create(Schema.Type.FLOAT);
      case 3 -> Schema.create(Schema.Type.DOUBLE);
      case 4 -> Schema.create(Schema.Type.BOOLEAN);
      case 5 -> Schema.create(Schema.Type.BYTES);
      case 6 -> Schema.createFixed("F" + names++, null, null, random.nextInt(1, 5));
      case 7 -> Schema.createEnum("E" + names++, null, null, List.of("A", "B", "C"));
      case 8 -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
      case 9 -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
      case 10 -> LogicalTypes.decimal(9, 3).addToSchema(Schema.create(Schema.Type.BYTES));
      case 11 -> Schema.create(Schema.Type.STRING);
      case 12 -> record(depth);
      case 13 -> Schema.createArray(type(depth - 1));
      case 14 -> Schema.createMap(type(depth - 1));
      case 15 -> Schema.createUnion(Schema.create(Schema.Type.NULL), record(depth), record(depth));
      default -> {
        Schema type = type(0);
        yield Schema.createUnion(type, Schema.create(Schema.Type.NULL));
      }
    };
  }

  public GenericRecord record(Schema schema) {
    GenericRecord record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), field.name().equals("label") ? null : value(field.schema()));
    }
    return record;
  }

  private @Nullable Object value(Schema schema) {
    return switch (schema.getType()) {
      case INT -> random.nextInt(2_000) - 1_000;
      case LONG -> random.nextLong(1L << 40);
      case FLOAT -> (float) random.nextGaussian();
      case DOUBLE -> random.nextGaussian();
      case BOOLEAN -> random.nextBoolean();
      case STRING -> "text " + random.nextInt(1_000);
      case BYTES -> ByteBuffer.wrap(bytes(random.nextInt(1, 8)));
      case FIXED -> new GenericData.Fixed(schema, bytes(schema.getFixedSize()));
      case ENUM ->
          new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(random.nextInt(3)));
      case RECORD -> record(schema);
      case UNION -> value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(schema.getElementType()));
        }
        yield list;
      }
      case MAP -> {
        Map<String, Object> map = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put("k" + random.nextInt(5), value(schema.getValueType()));
        }
        yield map;
      }
      case NULL -> null;
    };
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** In blocks, whose sizes are given now and then. */
  public byte[] encode(GenericRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out =
        random.nextBoolean()
            ? EncoderFactory.get().binaryEncoder(bytes, null)
            : new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, out);
    out.flush();
    return bytes.toByteArray();
  }

  public static GenericRecord decode(Schema schema, byte[] bytes) throws IOException {
    return new GenericDatumReader<GenericRecord>(schema)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }
}
