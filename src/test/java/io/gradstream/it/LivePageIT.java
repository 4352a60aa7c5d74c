package io.gradstream.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gradstream.support.Browser;
import io.gradstream.support.LiveRun;
import io.gradstream.support.LiveStub;
import io.gradstream.support.SubpathProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The live page in a real browser, of a run that this test moves along. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LivePageIT {
  private static final long STARTED = 1_800_000_000_000L;
  private static final String TOKEN = "abcdefghijklmnop0123-._~+/==";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Browser browser;
  private LiveStub stub;

  @BeforeAll
  void startBrowser() {
    browser = Browser.startOrSkip();
  }

  @AfterAll
  void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void startStub() throws IOException {
    stub = new LiveStub(new LiveRun(STARTED, true));
    stub.learn(60);
    browser.width(1440);
    browser.theme("light");
  }

  @AfterEach
  void leave() {
    browser.open(URI.create("about:blank"));
    browser.complaints();
    stub.close();
  }

  @Test
  void marksADriftWhereThereWasNone() {
    browser.open(stub.uri());

    patiently()
        .untilAsserted(() -> assertThat(browser.attribute("loss", "data-marks")).isEqualTo("0"));
    assertThat(browser.pixels("loss", "--learner")).isPositive();
    assertThat(browser.pixels("loss", "--drift")).isZero();

    stub.drift();
    stub.learn(5);

    patiently()
        .untilAsserted(() -> assertThat(browser.attribute("loss", "data-marks")).isEqualTo("1"));
    assertThat(browser.attribute("loss", "aria-label")).endsWith("; 1 drift");
    assertThat(browser.pixels("loss", "--drift")).isPositive();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void showsARejectAsTextWhateverItHolds() {
    String hostile = "<img src=x onerror=\"document.body.remove()\">";
    browser.open(stub.uri());
    patiently().untilAsserted(() -> assertThat(browser.text("predictions")).contains("tree-60"));
    assertThat(browser.text("rejects")).startsWith("None.");

    stub.reject("malformed", hostile);

    patiently()
        .untilAsserted(() -> assertThat(browser.text("rejects")).contains("malformed", hostile));
    assertThat(browser.count("main img, main b")).isZero();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void saysWhatWaitsForATransaction() {
    browser.open(stub.uri());
    patiently().until(() -> browser.text("state").equals("running"));
    assertThat(browser.text("vital-lag-note")).isEqualTo("records not read yet");

    stub.hold(40);

    patiently()
        .untilAsserted(
            () ->
                assertThat(browser.text("state"))
                    .isEqualTo("40 records wait for a transaction to end, for 9 seconds"));
    patiently().until(() -> browser.text("vital-lag").equals("46"));
    assertThat(browser.text("vital-lag-note")).isEqualTo("40 wait for a transaction to end");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void oneLongWaitDoesNotFlattenTheRest() {
    browser.open(stub.uri());

    patiently()
        .untilAsserted(
            () -> assertThat(browser.text("latency-legend")).contains("peak 4,000 ms cut off"));
    assertThat(browser.shareAbove("latency", "--second")).isGreaterThan(0.7);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void tellsThePartitionOfEachPrediction() {
    browser.open(stub.uri());

    patiently()
        .untilAsserted(
            () ->
                assertThat(browser.text("predictions"))
                    .contains("Partition")
                    .containsPattern("\\d\\d:\\d\\d:\\d\\d\\s+0\\s+tree-60"));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void weighsPartitionsByTheirExamplesAndShowsEachAlone() {
    browser.open(stub.uri());

    patiently()
        .untilAsserted(() -> assertThat(browser.text("sentence")).startsWith("Right 80 of 100"));
    assertThat(browser.text("doubts")).isEqualTo("height has always been <b>the same</b>");
    assertThat(browser.text("scores"))
        .matches("(?s).*Accuracy\\s+\\d+\\.\\d ?%.*… of the most frequent.*Kappa.*");
    browser.type("partition", "1");
    patiently()
        .untilAsserted(() -> assertThat(browser.text("sentence")).startsWith("Right 50 of 100"));
    assertThat(browser.shows("doubts")).isFalse();
    assertThat(browser.text("vital-examples")).isEqualTo("6,000");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void showsRealValuesInTheirUnit() throws IOException {
    stub.close();
    stub = new LiveStub(new LiveRun(STARTED, false));
    stub.learn(60);
    browser.open(stub.uri());

    patiently()
        .untilAsserted(
            () ->
                assertThat(browser.text("sentence"))
                    .isEqualTo("Off by 1.000 on average; always saying the mean: 4.000."));
    assertThat(browser.count("#scatter circle")).isEqualTo(4);
    assertThat(browser.shows("confusion-card")).isFalse();
    assertThat(browser.count("#scores tbody tr")).isEqualTo(7);
    assertThat(browser.text("scores"))
        .matches("(?s).*Mean absolute error.*… of the mean.*4.*Root mean squared error.*");
    browser.keep("live-regression");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void asksForNothingInAHiddenTabAndHoldsOneLineAfterwards() {
    browser.open(stub.uri());
    patiently().until(() -> browser.text("state").equals("running"));

    browser.hide(true);
    patiently().untilAsserted(() -> assertThat(listenersAfterASecond()).isZero());
    for (int i = 0; i < 3; i++) {
      browser.hide(false);
      browser.hide(true);
    }
    browser.hide(false);

    patiently().until(() -> browser.text("state").equals("running"));
    patiently().untilAsserted(() -> assertThat(listenersAfterASecond()).isOne());
    patiently().until(() -> browser.text("predictions").contains("tree-6"));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void takesTheTokenFromBehindTheAddressAndKeepsItForItsTab() throws IOException {
    stub.close();
    stub = new LiveStub(new LiveRun(STARTED, true), TOKEN);
    stub.learn(60);

    browser.open(stub.uri().resolve("#token=another-token-0123"));
    patiently().until(() -> browser.shows("token-form"));
    assertThat(browser.text("predictions")).doesNotContain("tree-60");
    assertThat(browser.complaints()).isNotEmpty().allMatch(it -> it.contains("401"));

    browser.open(stub.uri().resolve("#token=" + TOKEN)); // Which does not load the page again.
    patiently().untilAsserted(() -> assertThat(browser.text("predictions")).contains("tree-60"));
    assertThat(browser.address()).isEqualTo(stub.uri().toString());
    assertThat(browser.shows("token-form")).isFalse();
    stub.learn(1);
    patiently().untilAsserted(() -> assertThat(browser.text("predictions")).contains("tree-61"));

    browser.open(stub.uri());
    patiently().untilAsserted(() -> assertThat(browser.text("predictions")).contains("tree-61"));
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/gs/", "/gs"})
  void worksBelowThePathWhereAProxyServesIt(String path) throws IOException {
    try (SubpathProxy proxy = new SubpathProxy(stub.uri())) {
      browser.open(proxy.at(path));

      patiently().untilAsserted(() -> assertThat(browser.text("state")).isEqualTo("running"));
      patiently().untilAsserted(() -> assertThat(browser.text("predictions")).contains("tree-60"));
      stub.learn(1);
      patiently().untilAsserted(() -> assertThat(browser.text("predictions")).contains("tree-61"));
      assertThat(browser.complaints()).isEmpty();
      browser.keep("live-below-a-path");
      browser.open(URI.create("about:blank"));
    }
  }

  private int listenersAfterASecond() {
    stub.learn(1);
    return stub.listeners();
  }

  @ParameterizedTest
  @CsvSource({"360,light", "360,dark", "768,light", "1440,light", "1440,dark"})
  void fitsEachScreenInEachTheme(int width, String theme) throws IOException {
    browser.width(width);
    browser.theme(theme);
    stub.drift();
    stub.learn(30);
    stub.reject("label", "the label is missing: field species");
    stub.hold(1_234_567);

    browser.open(stub.uri());

    patiently()
        .untilAsserted(() -> assertThat(browser.text("rejects")).contains("the label is missing"));
    patiently()
        .untilAsserted(() -> assertThat(browser.attribute("loss", "data-marks")).isEqualTo("1"));
    assertThat(browser.overflow()).isZero();
    assertThat(browser.brightness()).matches(it -> theme.equals("dark") ? it < 0.2 : it > 0.8);
    assertThat(Files.size(browser.keep("live-" + width + '-' + theme))).isPositive();
    assertThat(browser.complaints()).isEmpty();
  }

  private static ConditionFactory patiently() {
    return await().atMost(PATIENCE);
  }
}
