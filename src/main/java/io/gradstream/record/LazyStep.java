package io.gradstream.record;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.avro.io.BinaryDecoder;
import org.jspecify.annotations.Nullable;

/** A step that is made when it is first taken: a schema that contains itself has no last one. */
final class LazyStep implements AvroStep {
  private final Supplier<AvroStep> maker;
  private @Nullable AvroStep made;

  LazyStep(Supplier<AvroStep> maker) {
    this.maker = maker;
  }

  @Override
  public void read(BinaryDecoder in, RawRow row) throws IOException, UnfitException {
    if (made == null) {
      made = maker.get();
    }
    made.read(in, row);
  }
}
