package io.gradstream.http;

/**
 * Whether the process is fit, and if not, why.
 *
 * @param reason for a reader, such as "restoring partition 3"; empty if there is nothing to say
 */
public record Health(boolean up, String reason) {
  public static final Health UP = new Health(true, "");

  public static Health down(String reason) {
    return new Health(false, reason);
  }
}
