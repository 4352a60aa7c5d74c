package io.gradstream.config;

import java.util.Locale;

/** How a constant of the code is named for users: in small letters, with dashes. */
public final class EnumName {
  private EnumName() {}

  /** As configurations, options and reports spell it: {@code avro-registry}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
