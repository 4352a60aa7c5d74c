package io.gradstream.feature;

/** The fields of records that something wants to know of. */
interface Places {
  /** The place of the whole record. */
  PathNode root();

  /** Says of a schema's field what it holds, before there is a value. */
  void declare(int[] slots, ValueKind kind) throws UnfitException;
}
