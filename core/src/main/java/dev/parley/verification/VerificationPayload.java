package dev.parley.verification;

import dev.parley.event.Payload;

/** What stage 9 puts into an attempt's stream, and into the store of baselines. */
public sealed interface VerificationPayload extends Payload {

  /** The checks ran, before review or again before the commit. */
  record Verified(CheckReport report) implements VerificationPayload {}

  /**
   * The checks ran on a tree that changes are held against; kept beside the log, see {@link
   * BaselineStore}.
   */
  record BaselineTaken(Baseline baseline) implements VerificationPayload {}
}
