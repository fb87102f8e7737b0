package dev.parley.analytics;

import dev.parley.analytics.fingerprint.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One attempt, as figures need it.
 *
 * @param number from 1
 * @param endedAt empty while it is under way
 * @param outcome by {@link OutcomeNames}; empty while it is under way
 * @param failure what went wrong; empty if nothing did
 * @param worked without waiting; the sum of its stages
 * @param spending what the ledger charged, reservations of calls that never came back included
 * @param recalled calls answered from the cache instead, at what they cost when they were made
 * @param checks of the last verification
 * @param conflicts files it did not merge in
 */
public record AttemptRecord(
    int number,
    Instant startedAt,
    Optional<Instant> endedAt,
    Optional<String> outcome,
    Optional<Fingerprint> failure,
    Duration worked,
    Map<Stage, Duration> stages,
    Spending spending,
    Spending recalled,
    List<CheckRecord> checks,
    List<String> conflicts) {

  public AttemptRecord {
    stages = Map.copyOf(stages);
    checks = List.copyOf(checks);
    conflicts = List.copyOf(conflicts);
  }

  public boolean merged() {
    return outcome.filter("merged"::equals).isPresent();
  }
}
