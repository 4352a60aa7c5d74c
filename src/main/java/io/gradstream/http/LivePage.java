package io.gradstream.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.text.Sha256;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page that shows the process at work.
 *
 * @param policy lets its own scripts run, and nothing else: what comes from the data never does
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record LivePage(byte[] html, String policy) {
  private static final Pattern SCRIPT =
      Pattern.compile("<script(?:\\s[^>]*)?>(.*?)</script", Pattern.DOTALL);

  /** The one that is shipped. */
  static LivePage shipped() {
    return of(PageSources.page().getBytes(UTF_8));
  }

  static LivePage of(byte[] html) {
    StringBuilder scripts = new StringBuilder();
    Matcher script = SCRIPT.matcher(new String(html, UTF_8));
    while (script.find()) {
      scripts
          .append(" 'sha256-")
          .append(Base64.getEncoder().encodeToString(Sha256.of(script.group(1))))
          .append('\'');
    }
    String policy =
        "default-src 'none'; script-src"
            + (scripts.isEmpty() ? " 'none'" : scripts)
            + "; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";
    return new LivePage(html, policy);
  }
}
