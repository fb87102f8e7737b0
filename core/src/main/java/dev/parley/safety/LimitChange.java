package dev.parley.safety;

/**
 * One limit and what it shall be.
 *
 * @param value as {@link LimitKey#text} writes it
 */
public record LimitChange(LimitKey key, String value) {

  /**
   * @throws IllegalArgumentException if the value is not of the key's kind or range
   */
  public LimitChange {
    var _ = key.set(Limits.STANDARD, value);
  }
}
