package dev.parley.review;

import java.util.Locale;
import java.util.Optional;

/** How bad a finding is, in our own terms. */
public enum Severity {
  HIGH,
  MEDIUM,
  LOW;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Severity> parse(String text) {
    for (Severity severity : values()) {
      if (severity.wireName().equals(text.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(severity);
      }
    }
    return Optional.empty();
  }
}
