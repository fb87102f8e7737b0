package dev.parley.review;

import java.time.Instant;
import java.util.Optional;

/**
 * A person's decision to let a finding pass. It is kept outside of any change, so that no change
 * can bring its own.
 *
 * @param fingerprint of the finding
 * @param by who decided it
 * @param until when it ends; empty if it does not
 */
public record Waiver(
    String fingerprint, String reason, String by, Instant since, Optional<Instant> until) {

  public boolean holds(Instant now) {
    return until.isEmpty() || now.isBefore(until.get());
  }

  String inWords() {
    return "waived by %s: %s%s"
        .formatted(by, reason, until.map(end -> " (until " + end + ")").orElse(""));
  }
}
