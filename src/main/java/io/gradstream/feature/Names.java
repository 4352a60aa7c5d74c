package io.gradstream.feature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.network.NameArray;
import java.util.List;

/**
 * What a mapping learns of a stream, all of it in names.
 *
 * @param inputs the numeric inputs
 * @param fields those that a wildcard turned out to stand for or whose kind was chosen by their
 *     first value, with that
 * @param classes the classes of the label
 */
public record Names(NameArray inputs, NameArray fields, NameArray classes) {
  /** Room for a name that is not known yet; a longer one takes the room of others. */
  private static final int NAME_BYTES = 128;

  /** The same for a field, of which there may be more. */
  private static final int FIELD_BYTES = 64;

  /** What {@link NameArray} adds to each name. */
  private static final int PREFIX_BYTES = 2;

  /** None yet, with room for as many as there may come to be. */
  public static Names of(Mapping mapping) {
    return new Names(
        names("names/inputs", mapping.namedInputs(), mapping.inputCapacity(), NAME_BYTES),
        names("names/fields", List.of(), mapping.fieldCapacity(), FIELD_BYTES),
        names("names/classes", mapping.classes(), mapping.classCapacity(), NAME_BYTES));
  }

  private static NameArray names(String name, List<String> known, int capacity, int bytesEach) {
    int bytes = PREFIX_BYTES + (capacity - known.size()) * bytesEach;
    for (String one : known) {
      bytes += PREFIX_BYTES + one.getBytes(UTF_8).length;
    }
    return new NameArray(name, bytes);
  }

  /** The arrays that hold them. */
  public List<NameArray> arrays() {
    return List.of(inputs, fields, classes);
  }
}
