package dev.parley.app.terminal;

import java.time.Duration;

/** Lengths of time for people. */
public final class Spans {

  private Spans() {}

  /** Such as {@code 4 s}, {@code 3 min 20 s} or {@code 2 h 5 min}. */
  public static String inWords(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
  }

  /** Likewise. */
  public static String inWords(double seconds) {
    return inWords(Duration.ofMillis(Math.round(seconds * 1_000)));
  }
}
