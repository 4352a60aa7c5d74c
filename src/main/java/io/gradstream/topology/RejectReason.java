package io.gradstream.topology;

import io.gradstream.feature.UnfitReason;
import io.gradstream.learning.Refusal;

/** Why a record went to the reject topic: the values of the header {@code gradstream.reason}. */
public enum RejectReason {
  /** The record has no value. */
  NULL_VALUE,
  /** The bytes are not of the topic's format or not a record of the schema. */
  UNDECODABLE,
  /** The record has more bytes than allowed. */
  RECORD_TOO_LARGE,
  /** A text is longer than allowed. */
  TEXT_TOO_LONG,
  /** A list is longer than allowed. */
  LIST_TOO_LONG,
  /** A field holds another type than the mapping wants, or than it held before. */
  WRONG_TYPE,
  /** A number is not finite, or beyond the range of a float. */
  OUT_OF_RANGE,
  /** The label is not among the configured classes. */
  UNKNOWN_CLASS,
  /** The label would be one class more than allowed. */
  TOO_MANY_CLASSES,
  /** The importance weight is negative. */
  NEGATIVE_WEIGHT,
  /** A feature or the label is not finite. */
  NON_FINITE_INPUT,
  /** The model's scores were not finite. */
  NON_FINITE_SCORE,
  /** The loss was not finite. */
  NON_FINITE_LOSS,
  /** The update was not finite, or so large that a weight could overflow. */
  NON_FINITE_UPDATE;

  /** The reason of a record that makes no example. */
  public static RejectReason of(UnfitReason reason) {
    return switch (reason) {
      case UNDECODABLE -> UNDECODABLE;
      case RECORD_TOO_LARGE -> RECORD_TOO_LARGE;
      case TEXT_TOO_LONG -> TEXT_TOO_LONG;
      case LIST_TOO_LONG -> LIST_TOO_LONG;
      case WRONG_TYPE -> WRONG_TYPE;
      case OUT_OF_RANGE -> OUT_OF_RANGE;
      case UNKNOWN_CLASS -> UNKNOWN_CLASS;
      case TOO_MANY_CLASSES -> TOO_MANY_CLASSES;
      case NEGATIVE_WEIGHT -> NEGATIVE_WEIGHT;
    };
  }

  static RejectReason of(Refusal refusal) {
    return switch (refusal) {
      case NON_FINITE_INPUT -> NON_FINITE_INPUT;
      case NON_FINITE_SCORE -> NON_FINITE_SCORE;
      case NON_FINITE_LOSS -> NON_FINITE_LOSS;
      case NON_FINITE_UPDATE -> NON_FINITE_UPDATE;
    };
  }
}
