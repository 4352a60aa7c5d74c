package io.gradstream.record;

/** What a field holds, whatever the format of its record. */
public enum ValueKind {
  /** A whole number of 64 bits. */
  INTEGER,
  /** Any other number. */
  NUMBER,
  BOOLEAN,
  /** A moment, in milliseconds since 1970 (UTC). */
  TIMESTAMP,
  /** A text or an enum's symbol. */
  TEXT
}
