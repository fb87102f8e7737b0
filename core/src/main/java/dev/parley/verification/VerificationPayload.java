package dev.parley.verification;

import dev.parley.event.Payload;

/** What stage 9 puts into an attempt's stream. */
public sealed interface VerificationPayload extends Payload {

  /** The checks ran, before review or again before the commit. */
  record Verified(CheckReport report) implements VerificationPayload {}
}
