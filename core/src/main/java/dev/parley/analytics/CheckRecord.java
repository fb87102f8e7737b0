package dev.parley.analytics;

import dev.parley.verification.CheckResult;
import dev.parley.verification.Standing;

/**
 * One check of an attempt's last verification.
 *
 * @param name of the command, for example {@code test}
 * @param flaky whether something in it failed and passed on the very same tree
 */
public record CheckRecord(String name, boolean passed, boolean flaky, long elapsedMillis) {

  static CheckRecord of(CheckResult result) {
    return new CheckRecord(
        result.command().name(),
        result.passed(),
        !result.of(Standing.FLAKY).isEmpty(),
        result.elapsedMillis());
  }
}
