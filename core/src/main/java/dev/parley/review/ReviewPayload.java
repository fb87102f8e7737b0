package dev.parley.review;

import dev.parley.event.Payload;

/** What stage 10 puts into an attempt's stream, and people's decisions on it into the store's. */
public sealed interface ReviewPayload extends Payload {

  /** A change was judged. */
  record Reviewed(Verdict verdict) implements ReviewPayload {}

  /** Somebody let a finding pass. */
  record WaiverGranted(String repository, Waiver waiver) implements ReviewPayload {}

  /** Somebody took that back. */
  record WaiverWithdrawn(String repository, String fingerprint, String by)
      implements ReviewPayload {}
}
