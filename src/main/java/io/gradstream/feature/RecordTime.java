package io.gradstream.feature;

/** The timestamp of the record at hand, for those that encode it. */
final class RecordTime {
  private long millis = -1;

  void set(long millis) {
    this.millis = millis;
  }

  /** Milliseconds since 1970, less than 0 where records have none. */
  long millis() {
    return millis;
  }
}
