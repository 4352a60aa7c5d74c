package io.gradstream.feature;

import io.gradstream.config.ConfigurationReader;
import io.gradstream.learning.Example;
import io.gradstream.network.NameArray;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Everything from the bytes of one stream to examples, as a task has it. */
final class Extraction {
  static final long TIME = 1_700_000_000_000L;

  final NameArray inputs;
  final NameArray classes;
  final ExampleExtractor extractor;
  final RecordReader reader;

  Extraction(String mapping) {
    this(mapping, 1 << 20, 1 << 16);
  }

  Extraction(String mapping, int inputBytes, int classBytes) {
    this(
        new ConfigurationReader().parse(mapping, Path.of("")).mapping().resolve(null),
        new NameArray("inputs", inputBytes),
        new NameArray("classes", classBytes));
  }

  Extraction(Mapping mapping, NameArray inputs, NameArray classes) {
    this.inputs = inputs;
    this.classes = classes;
    this.extractor = new ExampleExtractor(mapping, inputs, classes);
    this.reader = new RecordReader(extractor, mapping.limits());
  }

  Example avro(Schema writer, byte[] bytes) throws UnfitException {
    return extractor.extract(reader.avro(writer, bytes, 0), TIME);
  }

  Example json(String text) throws UnfitException {
    return json(text.getBytes(StandardCharsets.UTF_8));
  }

  Example json(byte[] bytes) throws UnfitException {
    return extractor.extract(reader.json(bytes), TIME);
  }

  Contents contents(RawRow row) throws UnfitException {
    Example example = extractor.extract(row, TIME);
    return Contents.of(example, extractor.id(row), inputs);
  }

  /** The reason a JSON text is refused for, null if it is not. */
  @Nullable UnfitReason refusal(String text) {
    try {
      json(text);
      return null;
    } catch (UnfitException e) {
      return e.reason();
    }
  }

  @Nullable UnfitReason refusal(Schema writer, byte[] bytes) {
    try {
      avro(writer, bytes);
      return null;
    } catch (UnfitException e) {
      return e.reason();
    }
  }
}
