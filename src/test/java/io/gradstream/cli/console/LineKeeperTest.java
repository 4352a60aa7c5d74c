package io.gradstream.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineKeeperTest {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final LineKeeper keeper =
      new LineKeeper(new PrintStream(screen, true, StandardCharsets.UTF_8));
  private final Terminal terminal = new Terminal(keeper, true);

  @Test
  void whatIsWrittenTakesThePlaceOfALineThatStands() {
    terminal.rewrite("10 %");
    keeper.println("a warning");
    keeper.println("and another");

    assertThat(text()).isEqualTo(rewritten("10 %") + "\r\033[Ka warning\nand another\n");
  }

  @Test
  void aLineIsRewrittenAndEndedAsEver() {
    terminal.rewrite("10 %");
    terminal.rewrite("20 %");
    keeper.println();
    keeper.println("done");

    assertThat(text()).isEqualTo(rewritten("10 %") + rewritten("20 %") + "\ndone\n");
  }

  private static String rewritten(String line) {
    return "\r\033[K\033[?7l" + line + "\033[?7h";
  }

  private String text() {
    return screen.toString(StandardCharsets.UTF_8);
  }
}
