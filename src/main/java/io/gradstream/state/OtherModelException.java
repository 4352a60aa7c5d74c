package io.gradstream.state;

/** What is stored is sound, but of another configuration. */
public final class OtherModelException extends ModelStoreException {
  OtherModelException(String message) {
    super(message);
  }
}
