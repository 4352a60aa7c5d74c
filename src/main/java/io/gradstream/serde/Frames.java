package io.gradstream.serde;

import io.gradstream.serde.registry.UndecodableException;
import org.jspecify.annotations.Nullable;

/** What every frame asks of its bytes first. */
final class Frames {
  private Frames() {}

  /**
   * The bytes, if there are enough of them.
   *
   * @param what needs them
   */
  static byte[] atLeast(int least, String what, byte @Nullable [] bytes)
      throws UndecodableException {
    if (bytes == null) {
      throw new UndecodableException("got nothing, wants " + what);
    }
    if (bytes.length < least) {
      throw new UndecodableException(
          "got %d bytes, wants at least the %d of %s".formatted(bytes.length, least, what));
    }
    return bytes;
  }
}
