package dev.parley.model;

import java.util.Locale;

/** Checks of arguments; a failure is a bug of the caller, never of the user. */
public final class Require {

  private Require() {}

  /**
   * Throws unless the condition holds.
   *
   * @param format of {@link String#format}, evaluated only on failure
   * @throws IllegalArgumentException with the formatted message
   */
  public static void require(boolean condition, String format, Object... arguments) {
    if (!condition) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, format, arguments));
    }
  }
}
