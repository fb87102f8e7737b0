package dev.parley.scheduling;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which order tasks start, and whether they wait for each other. */
public enum Policy {
  /** Those with the most work behind them first. What Parley does. */
  CRITICAL_PATH,
  /** Those that became ready first. */
  FIFO,
  /** As many as there are slots, and nothing more until all of them are done. */
  BATCH,
  /** One after the other. */
  SEQUENTIAL;

  /** As on the command line: {@code critical-path}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The policy with that {@link #wireName}. */
  public static Optional<Policy> of(String wireName) {
    return Arrays.stream(values()).filter(p -> p.wireName().equals(wireName)).findFirst();
  }
}
