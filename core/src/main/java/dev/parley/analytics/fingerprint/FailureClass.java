package dev.parley.analytics.fingerprint;

import java.util.Locale;

/** What kind of failure it is: the coarse name, of which there are few. */
public enum FailureClass {
  COMPILE_ERROR,
  TEST_FAILURE,
  LINT,
  FORMAT,
  TIMEOUT,
  NETWORK,
  OUT_OF_MEMORY,
  DISK_FULL,
  MISSING_DEPENDENCY,
  MISSING_COMMAND,
  PERMISSION,
  CRASH,
  CONFLICT,
  REVIEW_REJECTION,
  REVIEW_UNAVAILABLE,
  NO_CHECKS,
  NO_PROGRESS,
  PROVIDER,
  BUDGET,
  ENVIRONMENT,
  AGENT,
  INTERNAL,
  UNKNOWN;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people. */
  public String inWords() {
    return wireName().replace('_', ' ');
  }
}
