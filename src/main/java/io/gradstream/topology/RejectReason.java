package io.gradstream.topology;

import io.gradstream.learning.Refusal;

/** Why a record went to the reject topic: the values of the header {@code gradstream.reason}. */
public enum RejectReason {
  /** The record has no value. */
  NULL_VALUE,
  /** The bytes are not a record of the schema. */
  UNDECODABLE,
  /** The record makes no example: a field out of range, an unknown class. */
  UNFIT,
  /** A feature or the label is not finite. */
  NON_FINITE_INPUT,
  /** The model's scores were not finite. */
  NON_FINITE_SCORE,
  /** The loss was not finite. */
  NON_FINITE_LOSS,
  /** The update was not finite, or so large that a weight could overflow. */
  NON_FINITE_UPDATE;

  static RejectReason of(Refusal refusal) {
    return switch (refusal) {
      case NON_FINITE_INPUT -> NON_FINITE_INPUT;
      case NON_FINITE_SCORE -> NON_FINITE_SCORE;
      case NON_FINITE_LOSS -> NON_FINITE_LOSS;
      case NON_FINITE_UPDATE -> NON_FINITE_UPDATE;
    };
  }
}
