package dev.parley.analytics.insight;

import dev.parley.analytics.fingerprint.Fingerprint;

/** What to do about a failure, by its class. */
final class Remedies {

  private Remedies() {}

  /** One thing, in one line. */
  static String of(Fingerprint failure) {
    return switch (failure.kind()) {
      case TIMEOUT -> "Allow more time: parley limits set max_execution_time_per_task=SECONDS";
      case BUDGET -> "See which limit binds: parley limits";
      case PROVIDER, REVIEW_UNAVAILABLE ->
          "Name models to fall back on: fallbacks = [\"PROVIDER/MODEL\"] under [models]";
      case OUT_OF_MEMORY -> "Run fewer at a time: parley limits set max_concurrent_tasks=N";
      case CONFLICT -> "Plan tasks that touch the same files one after the other";
      case MISSING_COMMAND, MISSING_DEPENDENCY, NETWORK, PERMISSION, ENVIRONMENT, DISK_FULL ->
          "Mend the environment; what is missing on this machine: parley doctor";
      case NO_CHECKS -> "Name the checks: commands = [\"...\"] under [verification]";
      case LINT, FORMAT, COMPILE_ERROR, TEST_FAILURE, REVIEW_REJECTION ->
          "Say what is expected in the repository's AGENTS.md, where every agent reads it";
      case CRASH, NO_PROGRESS, AGENT, INTERNAL, UNKNOWN -> "Look at one of them: parley logs RUN";
    };
  }
}
