package io.gradstream.http;

/** The live page, for a test that serves it. */
public final class ShippedPage {
  private ShippedPage() {}

  public static String html() {
    return PageSources.page();
  }
}
