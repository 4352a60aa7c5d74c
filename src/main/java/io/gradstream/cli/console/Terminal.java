package io.gradstream.cli.console;

import java.io.PrintStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * A stream of the process that may be a terminal.
 *
 * @param present whether it is one: only there may a line be rewritten
 */
public record Terminal(PrintStream out, boolean present) {
  /**
   * What is longer than the terminal is wide ends at its edge: a line that went on could not be
   * rewritten.
   */
  public static final String CUT_LINES = "\033[?7l";

  public static final String WRAP_LINES = "\033[?7h";
  public static final String CLEAR_LINE = "\033[K";

  /** Goes to the start of the line that the cursor is in, and empties it. */
  static final String EMPTY_LINE = "\r" + CLEAR_LINE;

  private static final int STANDARD_OUTPUT = 1;
  private static final int STANDARD_ERROR = 2;

  public static Terminal standardOutput() {
    return new Terminal(System.out, isTerminal(STANDARD_OUTPUT));
  }

  /** Where it is a terminal, what others write to it keeps clear of a line that is rewritten. */
  static Terminal standardError() {
    boolean present = isTerminal(STANDARD_ERROR);
    if (present && !(System.err instanceof LineKeeper)) {
      System.setErr(new LineKeeper(System.err));
    }
    return new Terminal(System.err, present);
  }

  /** Asked of the C library: Java's console is there only if standard input and output are. */
  @SuppressWarnings("restricted") // To call the C library is.
  private static boolean isTerminal(int descriptor) {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> isatty = linker.defaultLookup().find("isatty");
    if (isatty.isEmpty()) {
      return false;
    }
    FunctionDescriptor type = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    try {
      return (int) linker.downcallHandle(isatty.get(), type).invokeExact(descriptor) == 1;
    } catch (Throwable e) { // Declared by every method handle; this one throws nothing.
      throw new IllegalStateException(e);
    }
  }

  /** Writes over the line that the cursor is in. */
  public void rewrite(String line) {
    out.print(EMPTY_LINE + CUT_LINES + line + WRAP_LINES);
    out.flush();
  }

  /** Empties the line that the cursor is in. */
  void clear() {
    out.print(EMPTY_LINE);
    out.flush();
  }
}
