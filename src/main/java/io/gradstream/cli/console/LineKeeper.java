package io.gradstream.cli.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard error where that is a terminal: what is written while a line stands there to be
 * rewritten, as by the log, takes its place instead of going on behind it.
 */
public final class LineKeeper extends PrintStream {
  public LineKeeper(PrintStream terminal) {
    super(new Lines(terminal), true, terminal.charset());
  }

  /** A line that is rewritten comes in one piece, from a carriage return on. */
  private static final class Lines extends FilterOutputStream {
    private boolean standing;

    Lines(PrintStream terminal) {
      super(terminal);
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (length == 0) {
        return;
      }
      boolean rewrites = bytes[from] == '\r';
      if (standing && !rewrites && bytes[from] != '\n') {
        out.write(Terminal.EMPTY_LINE.getBytes(StandardCharsets.US_ASCII));
      }
      standing = rewrites;
      out.write(bytes, from, length);
    }
  }
}
