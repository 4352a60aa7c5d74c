package io.gradstream.record;

/** Why a record makes no example. */
public enum UnfitReason {
  /** The record has no value. */
  NULL_VALUE,
  /** The bytes are not of the topic's format, or not a record of the schema. */
  UNDECODABLE,
  /** The record has more bytes than allowed. */
  RECORD_TOO_LARGE,
  /** A text is longer than allowed. */
  TEXT_TOO_LONG,
  /** A list is longer than allowed. */
  LIST_TOO_LONG,
  /** A field holds another type than its feature, the label or the weight can be read from. */
  WRONG_TYPE,
  /** A number is not finite, beyond the range of a float, or of too many digits. */
  OUT_OF_RANGE,
  /** The label is not among the configured classes. */
  UNKNOWN_CLASS,
  /** The label would be one class more than allowed. */
  TOO_MANY_CLASSES,
  /** The importance weight is negative. */
  NEGATIVE_WEIGHT
}
