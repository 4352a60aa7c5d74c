package io.gradstream.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium that is installed here, without a window; nothing is downloaded. */
public final class Browser implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Needs Chromium and its driver, see {@link InstalledProgram#orSkip}. */
  public static Browser startOrSkip() {
    Path chromium = InstalledProgram.orSkip("chromium", "chromium-browser", "google-chrome");
    Path chromedriver = InstalledProgram.orSkip("chromedriver");
    SELENIUM.setLevel(Level.SEVERE); // It warns of a protocol that is not used here.
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toString());
    options.addArguments("--headless=new", "--hide-scrollbars", "--disable-dev-shm-usage");
    if (System.getProperty("user.name").equals("root")) {
      options.addArguments("--no-sandbox"); // It refuses to start for root with one.
    }
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(chromedriver.toFile()).build();
    return new Browser(new ChromeDriver(service, options));
  }

  public void open(URI address) {
    driver.get(address.toString());
  }

  /** What its address bar shows. */
  public String address() {
    return Objects.requireNonNull(driver.getCurrentUrl());
  }

  /** As if the screen were so wide; very high, so that all of a page is there. */
  public void width(int pixels) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
  }

  /** As if the system's theme were "light" or "dark". */
  public void theme(String name) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", name))));
  }

  public String text(String id) {
    return driver.findElement(By.id(id)).getText();
  }

  /** Empty if there is none. */
  public String attribute(String id, String name) {
    return Optional.ofNullable(driver.findElement(By.id(id)).getDomAttribute(name)).orElse("");
  }

  public boolean shows(String id) {
    return driver.findElement(By.id(id)).isDisplayed();
  }

  public void click(String id) {
    driver.findElement(By.id(id)).click();
  }

  /** Chooses from a list by the keyboard. */
  public void type(String id, String keys) {
    driver.findElement(By.id(id)).sendKeys(keys);
  }

  /** As if another tab were in front, or no longer. */
  public void hide(boolean hidden) {
    driver.executeScript(
        """
        Object.defineProperty(document, "hidden", {value: arguments[0], configurable: true});
        document.dispatchEvent(new Event("visibilitychange"));
        """,
        hidden);
  }

  /** How many elements a selector finds. */
  public int count(String selector) {
    return driver.findElements(By.cssSelector(selector)).size();
  }

  /** How many pixels of the canvas in an element have the colour of a CSS variable. */
  public long pixels(String id, String variable) {
    return Math.round(coloured(id, variable).getFirst());
  }

  /** In what share of its columns the colour comes in the upper three fifths. */
  public double shareAbove(String id, String variable) {
    return coloured(id, variable).getLast();
  }

  private List<Double> coloured(String id, String variable) {
    Object counts =
        driver.executeScript(
            """
            const canvas = document.getElementById(arguments[0]).querySelector("canvas");
            const style = getComputedStyle(document.documentElement);
            const hex = style.getPropertyValue(arguments[1]).trim();
            const wanted = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
            const copy = new OffscreenCanvas(canvas.width, canvas.height);
            const context = copy.getContext("2d", {willReadFrequently: true});
            context.drawImage(canvas, 0, 0);
            const all = context.getImageData(0, 0, canvas.width, canvas.height).data;
            const columns = new Set();
            let count = 0;
            for (let i = 0; i < all.length; i += 4) {
              if (wanted.every((it, j) => Math.abs(all[i + j] - it) <= 8) && all[i + 3] > 200) {
                count++;
                if (i < 0.6 * all.length) {
                  columns.add((i / 4) % canvas.width);
                }
              }
            }
            return [count, columns.size / canvas.width];
            """,
            id, variable);
    return ((List<?>) Objects.requireNonNull(counts))
        .stream().map(count -> ((Number) count).doubleValue()).toList();
  }

  /** Of the page's background, 0 (black) to 1. */
  public double brightness() {
    Object mean =
        driver.executeScript(
            """
            const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number);
            return (r + g + b) / (3 * 255);
            """);
    return ((Number) Objects.requireNonNull(mean)).doubleValue();
  }

  /** By how many pixels the page is wider than the screen. */
  public long overflow() {
    Object pixels =
        driver.executeScript(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    return ((Number) Objects.requireNonNull(pixels)).longValue();
  }

  /** What the page has logged since the last call, and what it failed to load. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Keeps a picture of the whole page. */
  public Path keep(String name) throws IOException {
    Object height = driver.executeScript("return document.documentElement.scrollHeight");
    Object width = driver.executeScript("return innerWidth");
    assertThat(height).isNotNull();
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    Files.createDirectories(SCREENSHOTS);
    return Files.write(
        SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
