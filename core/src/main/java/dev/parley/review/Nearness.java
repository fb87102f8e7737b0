package dev.parley.review;

import java.util.Locale;

/** How near a finding is to what was changed; the nearest comes first. */
public enum Nearness {
  CHANGED_LINE,
  HUNK,
  FILE;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
