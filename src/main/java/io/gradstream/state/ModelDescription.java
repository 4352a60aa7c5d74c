package io.gradstream.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.network.LearnedArray;
import io.gradstream.text.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is stored about a model beside its numbers: its specification and its arrays' shapes. */
record ModelDescription(String specification, List<Shape> arrays) {
  private static final int MAX_SPECIFICATION_BYTES = 1 << 16;
  private static final int MAX_ARRAYS = 1024;
  private static final int MAX_DIFFERENCES = 20;
  private static final int HASH_BYTES = 8;

  record Shape(String name, int elementBytes, int length) {}

  static ModelDescription of(String specification, List<? extends LearnedArray> arrays) {
    int bytes = specification.getBytes(UTF_8).length;
    if (bytes > MAX_SPECIFICATION_BYTES) {
      throw new IllegalArgumentException(
          "specification has %d bytes, at most %d can be stored"
              .formatted(bytes, MAX_SPECIFICATION_BYTES));
    }
    if (arrays.size() > MAX_ARRAYS) {
      throw new IllegalArgumentException(
          "model has %d arrays, at most %d can be stored".formatted(arrays.size(), MAX_ARRAYS));
    }
    if (arrays.stream().map(LearnedArray::name).distinct().count() < arrays.size()) {
      throw new IllegalArgumentException(
          "array names must differ, got " + arrays.stream().map(LearnedArray::name).toList());
    }
    return new ModelDescription(
        specification,
        arrays.stream().map(a -> new Shape(a.name(), a.elementBytes(), a.length())).toList());
  }

  /** Hash, specification, number of arrays; for each name, element size in bytes, length. */
  byte[] encoded() {
    int nameBytes = arrays.stream().mapToInt(a -> a.name.getBytes(UTF_8).length).sum();
    byte[] text = specification.getBytes(UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(HASH_BYTES + 8 + text.length + 12 * arrays.size() + nameBytes)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(hash()).putInt(text.length).put(text).putInt(arrays.size());
    for (Shape array : arrays) {
      byte[] name = array.name.getBytes(UTF_8);
      out.putInt(name.length).put(name).putInt(array.elementBytes).putInt(array.length);
    }
    return out.array();
  }

  static ModelDescription decode(byte[] encoded) {
    ByteBuffer in = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).position(HASH_BYTES);
    String specification = text(in);
    List<Shape> arrays = new ArrayList<>();
    for (int count = in.getInt(); count > 0; count--) {
      arrays.add(new Shape(text(in), in.getInt(), in.getInt()));
    }
    return new ModelDescription(specification, arrays);
  }

  /** The first 8 bytes of the specification's SHA-256, as 16 hexadecimal digits. */
  String specificationHash() {
    return HexFormat.of().formatHex(hash());
  }

  /** Whether they differ in nothing but the order of their arrays. */
  boolean isLike(ModelDescription other) {
    return specification.equals(other.specification)
        && Set.copyOf(arrays).equals(Set.copyOf(other.arrays));
  }

  /** The shape of an array; null if there is none of this name. */
  @Nullable Shape shape(String name) {
    return arrays.stream().filter(array -> array.name.equals(name)).findAny().orElse(null);
  }

  /** The lines in which this stored description and a configured one differ. */
  String differencesFrom(ModelDescription configured) {
    List<String> lines = new ArrayList<>();
    addMissing("stored:     ", lines(), configured.lines(), lines);
    addMissing("configured: ", configured.lines(), lines(), lines);
    return lines.isEmpty() ? "the same lines, ordered differently" : String.join("\n", lines);
  }

  private static void addMissing(
      String prefix, Set<String> lines, Set<String> others, List<String> missing) {
    lines.stream()
        .filter(line -> !others.contains(line))
        .limit(MAX_DIFFERENCES)
        .forEach(line -> missing.add("  " + prefix + line));
  }

  private Set<String> lines() {
    Set<String> lines = new LinkedHashSet<>(specification.lines().toList());
    for (Shape array : arrays) {
      lines.add(
          "array %s: %d elements of %d bytes"
              .formatted(array.name, array.length, array.elementBytes));
    }
    return lines;
  }

  private byte[] hash() {
    return Arrays.copyOf(Sha256.of(specification), HASH_BYTES);
  }

  private static String text(ByteBuffer in) {
    byte[] text = new byte[in.getInt()];
    in.get(text);
    return new String(text, UTF_8);
  }
}
