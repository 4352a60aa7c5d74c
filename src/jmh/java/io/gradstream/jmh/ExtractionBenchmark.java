package io.gradstream.jmh;

import io.gradstream.feature.ExampleExtractor;
import io.gradstream.feature.FeatureKind;
import io.gradstream.feature.FeatureSpec;
import io.gradstream.feature.Mapping;
import io.gradstream.feature.Names;
import io.gradstream.feature.RecordReader;
import io.gradstream.kernel.Kernels;
import io.gradstream.learning.Example;
import io.gradstream.network.Activation;
import io.gradstream.network.Network;
import io.gradstream.network.Parameters;
import io.gradstream.network.Workspace;
import io.gradstream.record.Limits;
import io.gradstream.record.PathPattern;
import io.gradstream.record.UnfitException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to make an example of ten nullable doubles and a label, in Avro and in JSON, beside
 * Avro's own generic reader, which makes no example yet, and the forward pass of 10-64-2.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ExtractionBenchmark {
  private static final int FIELDS = 10;
  private static final long TIMESTAMP = 1_700_000_000_000L;

  private Schema schema;
  private byte[] avro;
  private byte[] json;
  private ExampleExtractor extractor;
  private RecordReader reader;
  private GenericDatumReader<GenericRecord> generic;
  private @Nullable BinaryDecoder decoder;
  private @Nullable GenericRecord record;
  private Network network;
  private Parameters parameters;
  private Workspace workspace;

  @SuppressWarnings("NullAway.Init") // JMH calls the set-up first.
  public ExtractionBenchmark() {}

  @Setup
  public void setUp() throws IOException {
    SchemaBuilder.FieldAssembler<Schema> fields = SchemaBuilder.record("Ten").fields();
    List<FeatureSpec> features = new ArrayList<>();
    for (int i = 0; i < FIELDS; i++) {
      fields = fields.optionalDouble("x" + i);
      features.add(new FeatureSpec.Field(PathPattern.parse("x" + i), FeatureKind.Numeric.PLAIN));
    }
    schema = fields.optionalString("label").endRecord();
    GenericRecord written = new GenericData.Record(schema);
    for (int i = 0; i < FIELDS; i++) {
      written.put(i, 1.5 * i - 3.25);
    }
    written.put("label", "yes");
    avro = binary(written);
    json = written.toString().getBytes(StandardCharsets.UTF_8);
    generic = new GenericDatumReader<>(schema);

    Mapping mapping =
        new Mapping(
            features,
            PathPattern.parse("label"),
            Mapping.LabelKind.CLASSES,
            List.of("no", "yes"),
            null,
            null,
            18,
            Limits.DEFAULT);
    extractor = new ExampleExtractor(mapping, Names.of(mapping));
    reader = new RecordReader(extractor, Limits.DEFAULT);

    network = new Network(new Shape("10-64-2").spec(Activation.RELU), Kernels.best());
    parameters = network.initialParameters(42);
    workspace = network.newWorkspace();
  }

  private static byte[] binary(GenericRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  @Benchmark
  public Example avro() throws UnfitException {
    return extractor.extract(reader.avro(schema, avro, 0), TIMESTAMP);
  }

  @Benchmark
  public Example json() throws UnfitException {
    return extractor.extract(reader.json(json, 0), TIMESTAMP);
  }

  @Benchmark
  public GenericRecord genericRecord() throws IOException {
    decoder = DecoderFactory.get().binaryDecoder(avro, decoder);
    record = generic.read(record, decoder);
    return record;
  }

  @Benchmark
  public float[] forward() {
    network.forward(parameters, workspace);
    return workspace.scores();
  }
}
