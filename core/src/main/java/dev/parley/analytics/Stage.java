package dev.parley.analytics;

import java.util.Locale;

/** What an attempt is at while it is worked on. */
public enum Stage {
  PREPARE,
  CODE,
  VERIFY,
  REVIEW,
  INTEGRATE;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
