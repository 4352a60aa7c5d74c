package io.gradstream.feature;

import io.gradstream.learning.FeatureVector;
import io.gradstream.record.RawRow;
import io.gradstream.record.UnfitException;

/** Turns the values of a field into inputs of the model. */
interface Encoder {
  /** A missing field changes nothing: what is not set is missing. */
  void encode(RawRow row, FeatureVector features) throws UnfitException;
}
