package io.gradstream.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gradstream.support.Browser;
import io.gradstream.support.Cluster;
import io.gradstream.support.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live page of a demo that really runs. */
class LiveDemoIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern BROKER = Pattern.compile("of (127[.]0[.]0[.]1:\\d+)");
  private static final Pattern PAGE = Pattern.compile("live page, metrics and health at (\\S+)");
  private static final Pattern RESTORED = Pattern.compile("restored=true examples=(\\d+)");
  private static final Pattern FROM_TO =
      Pattern.compile("faded loss from ([\\d.]+) to ([\\d.]+)(?:, |;|$)");

  private static final int EXAMPLES_PER_SECOND = 1_000;

  /** From this example on each class has the name of another. */
  private static final int DRIFT = 12_000;

  @TempDir private Path directory;

  @Test
  void showsARunFromItsFirstLossOverADriftAndARejectIntoTheNextProcess() throws Exception {
    try (Browser browser = Browser.startOrSkip()) {
      URI page;
      long learned;
      try (Program demo = demo(0)) {
        page = URI.create(demo.awaitStderr(PAGE).group(1));
        browser.width(1440);
        browser.theme("light");
        browser.open(page);
        awaitFallingLoss(browser, demo);
        awaitTheDrift(browser, demo);
        reject(demo);
        for (int width : List.of(1440, 360)) {
          for (String theme : List.of("light", "dark")) {
            assertFits(browser, demo, page, width, theme);
          }
        }
        assertThat(browser.complaints()).isEmpty();
        learned = number(browser.text("vital-examples"));
        assertThat(demo.terminate()).isEqualTo(Program.TERMINATED);
      }
      patiently()
          .untilAsserted(
              () -> assertThat(browser.text("state")).startsWith("disconnected, again in"));
      try (Program demo = demo(page.getPort())) {
        demo.awaitStderr(PAGE);
        awaitTheNextProcess(browser, demo, learned);
      }
    }
  }

  private Program demo(int port) throws IOException {
    return Program.start(
        directory,
        "demo",
        "--rate",
        EXAMPLES_PER_SECOND,
        "--with",
        "drift=%d:relabelled=7".formatted(DRIFT),
        "--port",
        port,
        "--state-dir",
        directory.resolve("state"));
  }

  private static void awaitFallingLoss(Browser browser, Program demo) {
    patiently()
        .untilAsserted(
            () -> {
              demo.assertRunning();
              assertThat(browser.attribute("loss", "aria-label"))
                  .matches(
                      label ->
                          FROM_TO
                              .matcher(label)
                              .results()
                              .anyMatch(
                                  it ->
                                      Double.parseDouble(it.group(2))
                                          < 0.7 * Double.parseDouble(it.group(1))));
            });
    assertThat(browser.pixels("loss", "--learner")).isPositive();
    patiently() // The loss comes each second, the verdict with an evaluation.
        .untilAsserted(
            () ->
                assertThat(browser.text("verdict"))
                    .contains("Better than both ways that learn nothing."));
  }

  private static void awaitTheDrift(Browser browser, Program demo) {
    patiently()
        .untilAsserted(
            () -> {
              demo.assertRunning();
              String note = browser.text("vital-drifts-note");
              assertThat(note).startsWith("the last at example ");
              assertThat(number(note)).isBetween((long) DRIFT, DRIFT + 2_000L);
            });
    patiently().untilAsserted(() -> assertThat(marks(browser)).isPositive());
    assertThat(browser.pixels("loss", "--drift")).isPositive();
  }

  private static void reject(Program demo) throws Exception {
    try (Cluster cluster = new Cluster(demo.awaitStderr(BROKER).group(1))) {
      cluster.send(List.of(new ProducerRecord<>("examples", new byte[] {1, 2, 3})));
    }
  }

  private static void assertFits(Browser browser, Program demo, URI page, int width, String theme)
      throws IOException {
    browser.width(width);
    browser.theme(theme);
    browser.open(page);
    patiently()
        .untilAsserted(
            () -> {
              demo.assertRunning();
              assertThat(browser.text("rejects")).contains("undecodable");
              assertThat(marks(browser)).isPositive();
            });
    assertThat(browser.overflow()).isZero();
    assertThat(browser.brightness()).matches(it -> theme.equals("dark") ? it < 0.2 : it > 0.8);
    assertThat(Files.size(browser.keep("demo-" + width + '-' + theme))).isPositive();
  }

  /** The page comes back by itself; it is only told not to wait for long. */
  private static void awaitTheNextProcess(Browser browser, Program demo, long learnedBefore)
      throws IOException {
    patiently()
        .ignoreExceptions() // The button may go while it is pressed.
        .until(
            () -> {
              demo.assertRunning();
              if (browser.shows("retry")) {
                browser.click("retry");
              }
              return browser.text("notice").contains("was restarted at");
            });
    assertThat(Long.parseLong(demo.awaitStderr(RESTORED).group(1))).isPositive();
    patiently()
        .untilAsserted(
            () -> {
              demo.assertRunning();
              assertThat(browser.text("state")).isEqualTo("running");
              assertThat(number(browser.text("vital-examples"))).isGreaterThan(learnedBefore);
              assertThat(browser.attribute("loss", "aria-label")).contains("faded loss from");
              // One point makes no line yet.
              assertThat(browser.pixels("loss", "--learner")).isPositive();
            });
    browser.keep("demo-restarted");
    assertThat(browser.complaints()).allMatch(line -> line.contains("net::ERR_"));
  }

  private static ConditionFactory patiently() {
    return await().atMost(PATIENCE);
  }

  private static int marks(Browser browser) {
    String marks = browser.attribute("loss", "data-marks");
    return marks.isEmpty() ? 0 : Integer.parseInt(marks);
  }

  /** The number in a text; 0 where there is none. */
  private static long number(String text) {
    String digits = text.replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }
}
