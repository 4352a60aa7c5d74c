package io.gradstream.dataset;

/**
 * A source does not hold the rows it should; the message says where, what it has, what it wants.
 */
public final class DatasetException extends IllegalArgumentException {
  public DatasetException(String message) {
    super(message);
  }
}
