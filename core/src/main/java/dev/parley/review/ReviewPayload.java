package dev.parley.review;

import dev.parley.event.Payload;

/** What stage 10 puts into an attempt's stream. */
public sealed interface ReviewPayload extends Payload {

  /** A change was judged. */
  record Reviewed(Verdict verdict) implements ReviewPayload {}
}
