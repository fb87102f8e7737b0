package teatime;

import java.util.regex.Pattern;

/** Reads and writes amounts. They are whole cents, so that nothing is lost in between. */
final class Money {

  private static final Pattern AMOUNT = Pattern.compile("(-?)(\\d{1,7})\\.(\\d{2})");

  private Money() {}

  /**
   * The cents of an amount such as {@code 12.40} or {@code -1.50}.
   *
   * @throws IllegalArgumentException if the text is no amount
   */
  static long cents(String text) {
    var parts = AMOUNT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not an amount like 12.40: " + text);
    }
    long cents = Long.parseLong(parts.group(2)) * 100 + Long.parseLong(parts.group(3));
    return parts.group(1).isEmpty() ? cents : -cents;
  }

  /** An amount as people write it. */
  static String text(long cents) {
    String sign = cents < 0 ? "-" : "";
    long size = Math.abs(cents);
    return "%s%d.%02d".formatted(sign, size / 100, size % 100);
  }
}
