package io.gradstream.fire;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * The main class of every process of a fire: runs another main class, and halts when standard input
 * ends. That is a pipe, which ends with the process that started this one, however it ends.
 */
final class Leash {
  private static final int HALTED = 9;

  private Leash() {}

  /** {@code main(class, arguments...)}. */
  public static void main(String[] arguments) throws Exception {
    Thread.ofPlatform().daemon().name("leash").start(Leash::haltAtTheEnd);
    try {
      Class.forName(arguments[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (InvocationTargetException e) {
      e.getTargetException().printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void haltAtTheEnd() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The same as its end.
    }
    Runtime.getRuntime().halt(HALTED);
  }
}
