package io.gradstream.text;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a text file cannot be read, in words: of some failures the message is but the path. */
public final class Unreadable {
  private Unreadable() {}

  /** The reason. */
  public static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException e -> "no file";
      case AccessDeniedException e -> "no permission to read it";
      case CharacterCodingException e -> "bytes that are not UTF-8";
      default -> String.valueOf(failure.getMessage());
    };
  }
}
