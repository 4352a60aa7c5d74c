package io.gradstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageSourcesTest {
  private static final String SCRIPT = "<script>(?s:(.*?))</script>";

  private final String page = PageSources.page();

  @Test
  void loadsNothing() {
    assertThat(found("(?:src|href)=\"([^\"]*)\"", withoutScripts()))
        .isNotEmpty()
        .allMatch(address -> address.startsWith("data:") || address.startsWith("#"));
    assertThat(page).doesNotContain("@import").doesNotContain("url(http");
  }

  @Test
  void keepsTheLicenceOfTheCharts() {
    assertThat(page).contains("Permission is hereby granted, free of charge", "uPlot=function");
  }

  @Test
  void hasEachElementThatItsScriptsName() {
    List<String> named =
        found("(?:byId|show|say)\\(\"([\\w-]+)\"", String.join("\n", found(SCRIPT, page)));

    assertThat(found("\\sid=\"([^\"]*)\"", withoutScripts()))
        .doesNotHaveDuplicates()
        .containsAll(named)
        .hasSizeGreaterThan(20);
  }

  @Test
  void makesNoMarkupOfText() {
    List<String> scripts = found(SCRIPT, page);

    assertThat(scripts.subList(1, scripts.size()))
        .hasSizeGreaterThan(10)
        .noneMatch(
            script ->
                Pattern.compile(
                        "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\b")
                    .matcher(script)
                    .find());
  }

  private String withoutScripts() {
    return page.replaceAll(SCRIPT, "");
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(PageSourcesTest::first).toList();
  }

  private static String first(MatchResult result) {
    return result.group(1);
  }
}
