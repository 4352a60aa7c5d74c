package io.gradstream.config;

import org.jspecify.annotations.Nullable;

/** Where metrics and health are served; a null port serves nothing, 0 takes any free one. */
public record HttpConfig(String address, @Nullable Integer port) {
  static HttpConfig of(Section section) {
    Long port = section.wholeOrNull("port", 0, 65535);
    return new HttpConfig(section.text("address"), port == null ? null : port.intValue());
  }
}
