package dev.parley.app.limits;

import dev.parley.model.Money;
import dev.parley.safety.Limits;
import java.time.Duration;

/** Which limit binds first, and how much it is. */
enum Binding {
  USD_PER_RUN,
  REQUESTS_PER_HOUR,
  TOKENS_PER_DAY;

  /** One dollar. */
  static final long USD_MICROS = 1_000_000;

  static final int REQUESTS = 100;
  static final long TOKENS = 100_000;

  /** This limit, and the others so wide that they do not bind. */
  Limits limits() {
    return new Limits(
        this == REQUESTS_PER_HOUR ? REQUESTS : 1_000_000,
        this == TOKENS_PER_DAY ? TOKENS : 1_000_000_000,
        5,
        Duration.ofHours(1),
        this == USD_PER_RUN ? new Money(USD_MICROS) : Money.ofUsd("10000"),
        Money.ofUsd("10000"),
        3,
        4);
  }

  /** The limit in its own unit. */
  long most() {
    return switch (this) {
      case USD_PER_RUN -> USD_MICROS;
      case REQUESTS_PER_HOUR -> REQUESTS;
      case TOKENS_PER_DAY -> TOKENS;
    };
  }

  /** What one call is reserved at, at most, in the limit's unit; see {@link Callers}. */
  long boundOfACall() {
    return switch (this) {
      case USD_PER_RUN -> 2_000 * 5 / 4 + Callers.MAX_OUTPUT_TOKENS * 5L;
      case REQUESTS_PER_HOUR -> 1;
      case TOKENS_PER_DAY -> 2_000 + Callers.MAX_OUTPUT_TOKENS;
    };
  }
}
