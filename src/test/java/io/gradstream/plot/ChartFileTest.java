package io.gradstream.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.plot.Chart.Line;
import io.gradstream.plot.Chart.Point;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Charts in both formats. */
class ChartFileTest {
  private static final int FIRST_COLOUR = 0x0072b2;
  private static final int SECOND_COLOUR = 0xd55e00;

  @TempDir private Path directory;

  @Test
  void anSvgHoldsEveryTextAndALineForEachSeries() throws Exception {
    String hostile = "<a href=\"x\"> & 'b' \u0007\uD800 ä";
    Document svg = svg(chart(hostile, falling(0), falling(1)));

    assertThat(texts(svg))
        .contains("<a href=\"x\"> & 'b' ?? ä", "rows", "loss", "falling 0", "falling 1");
    assertThat(strokes(svg)).contains("#0072b2", "#d55e00");
  }

  @Test
  void ticksAreRound() throws Exception {
    Document svg = svg(chart("ticks", falling(0)));

    assertThat(texts(svg)).contains("0", "200", "400", "800", "0.0", "0.5", "0.9");
  }

  @Test
  void aGapIsLeftWhereALineHasNoValue() throws Exception {
    List<Point> points = new ArrayList<>();
    for (int x = 0; x < 10; x++) {
      points.add(new Point(x, x == 5 ? Double.NaN : 1 + x, x == 5 || x == 7));
    }
    Document svg = svg(chart("gap", new Line("gap", "", false, points)));

    Element line = paths(svg, "stroke", "#0072b2").getFirst();
    assertThat(line.getAttribute("d").chars().filter(c -> c == 'M')).hasSize(2);
    assertThat(paths(svg, "fill", "#0072b2")).as("the mark of a value").hasSize(1);
    assertThat(texts(svg)).contains("mark");
  }

  @Test
  void aFewValuesFarBeyondLeaveTheFrame() throws Exception {
    List<Point> points = new ArrayList<>(falling(0).points());
    points.set(3, new Point(3, 1e9, false));
    Document svg = svg(chart("spike", new Line("spike", "", false, points)));

    assertThat(texts(svg)).contains("0.40").noneMatch(text -> text.contains("e+"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 3, -2, 1e-12, 1e300, Double.NaN, Double.POSITIVE_INFINITY})
  void anyConstantCanBeDrawn(double value) throws Exception {
    List<Point> points = List.of(new Point(1, value, true), new Point(2, value, false));
    Document svg = svg(chart("constant", new Line("constant", "", false, points)));

    assertThat(texts(svg)).hasSizeBetween(8, 30).doesNotContain("NaN");
    assertThat(svg.getDocumentElement().getTextContent()).isNotBlank();
    for (Element path : paths(svg, "fill", "none")) {
      assertThat(path.getAttribute("d")).doesNotContain("NaN", "Infinity");
    }
  }

  @Test
  void aChartWithoutPointsIsDrawn() throws Exception {
    assertThat(texts(svg(chart("empty", new Line("empty", "", false, List.of())))))
        .contains("empty");
  }

  @Test
  void aPngShowsTheSameLines() throws Exception {
    Path file = directory.resolve("chart.PNG");
    ChartFile.of(file).write(chart("png", falling(0), falling(1)));

    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(2 * Canvas.WIDTH);
    assertThat(image.getHeight()).isEqualTo(2 * Canvas.HEIGHT);
    assertThat(pixels(image, FIRST_COLOUR)).isGreaterThan(500);
    assertThat(pixels(image, SECOND_COLOUR)).isGreaterThan(500);
    assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0xffffff);
  }

  @Test
  void anotherEndingAndAMissingDirectoryAreRefused() {
    assertThatThrownBy(() -> ChartFile.of(Path.of("chart.pdf")))
        .hasMessage("got chart.pdf, wants a name that ends in .svg or .png");
    assertThatThrownBy(() -> ChartFile.of(directory.resolve("none/chart.svg")))
        .hasMessageEndingWith("chart.svg, wants a directory that exists");
  }

  private static Line falling(int number) {
    List<Point> points = new ArrayList<>();
    for (int x = 1; x <= 1000; x++) {
      points.add(new Point(x, 0.1 + 0.8 / Math.sqrt(x) + 0.1 * number, false));
    }
    return new Line("falling " + number, "mean", false, points);
  }

  private static Chart chart(String title, Line... lines) {
    return new Chart(title, "rows", "loss", "mark", List.of(lines));
  }

  private Document svg(Chart chart) throws Exception {
    Path file = directory.resolve("chart.svg");
    ChartFile.of(file).write(chart);
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  private static List<String> texts(Document svg) {
    return elements(svg, "text").stream().map(Element::getTextContent).toList();
  }

  private static List<String> strokes(Document svg) {
    return elements(svg, "path").stream().map(path -> path.getAttribute("stroke")).toList();
  }

  private static List<Element> paths(Document svg, String attribute, String value) {
    return elements(svg, "path").stream()
        .filter(path -> path.getAttribute(attribute).equals(value))
        .toList();
  }

  private static List<Element> elements(Document svg, String name) {
    NodeList nodes = svg.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static long pixels(BufferedImage image, int rgb) {
    int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    long count = 0;
    for (int pixel : all) {
      count += (pixel & 0xffffff) == rgb ? 1 : 0;
    }
    return count;
  }
}
