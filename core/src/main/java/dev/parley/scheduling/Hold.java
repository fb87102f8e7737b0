package dev.parley.scheduling;

import java.util.Locale;

/**
 * Why a task that could start does not.
 *
 * @param words for people, naming the figures that decided: {@code memory: 0.9 GB free, 1.2 GB are
 *     kept back}
 */
public record Hold(Reason reason, String words) {

  /** What is short. */
  public enum Reason {
    /** As many run as are allowed. */
    SLOTS,
    CPU,
    MEMORY,
    DISK,
    /** The provider serves no more tokens now than what runs asks for. */
    PROVIDER,
    /** What is left of a limit is what the running tasks are expected to take. */
    BUDGET,
    /** A running task writes the same files. */
    FILES,
    /** The first of its family is about to warm the provider's cache. */
    PREFIX,
    /** The batch before it is not done. */
    BATCH;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
