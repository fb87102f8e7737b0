package dev.parley.attempt;

import dev.parley.attempt.AttemptPayload.Approved;
import dev.parley.attempt.AttemptPayload.CodingStarted;
import dev.parley.attempt.AttemptPayload.IntegrationStarted;
import dev.parley.attempt.AttemptPayload.Picked;
import dev.parley.attempt.AttemptPayload.ReviewingStarted;
import dev.parley.attempt.AttemptPayload.VerifyingStarted;
import dev.parley.event.Event;
import java.util.List;

/**
 * Where an attempt stands, folded from its stream.
 *
 * <pre>
 * Queued -> Preparing -> Coding -> Verifying -> Reviewing -> Approved -> Integrating -> Ended
 * </pre>
 *
 * <p>Every state may go to Ended; being picked again changes nothing but the epoch.
 */
public sealed interface AttemptState {

  /** Started by the tick, taken by nobody. */
  record Queued() implements AttemptState {}

  record Preparing() implements AttemptState {}

  record Coding() implements AttemptState {}

  record Verifying() implements AttemptState {}

  record Reviewing() implements AttemptState {}

  /** Waits for its turn to integrate; holds no slot. */
  record Gated(Approved approved) implements AttemptState {}

  record Integrating(Approved approved) implements AttemptState {}

  record Ended(Outcome outcome) implements AttemptState {}

  /** The state after all of a stream's transitions; other payloads are passed over. */
  static AttemptState fold(List<Event> stream) {
    AttemptState state = new Queued();
    for (var event : stream) {
      if (event.payload() instanceof AttemptPayload payload) {
        state = state.on(payload);
      }
    }
    return state;
  }

  /** What is going on, in one word. */
  default String inWord() {
    return switch (this) {
      case Queued _ -> "queued";
      case Preparing _ -> "preparing";
      case Coding _ -> "coding";
      case Verifying _ -> "verifying";
      case Reviewing _ -> "reviewing";
      case Gated _ -> "approved";
      case Integrating _ -> "integrating";
      case Ended _ -> "ended";
    };
  }

  /** Whether it takes up a slot. */
  default boolean running() {
    return switch (this) {
      case Queued _, Preparing _, Coding _, Verifying _, Reviewing _ -> true;
      case Gated _, Integrating _, Ended _ -> false;
    };
  }

  /**
   * @throws IllegalStateException on a transition that must not happen
   */
  default AttemptState on(AttemptPayload payload) {
    return switch (new Step(this, payload)) {
      case Step(Ended _, var _) -> throw new IllegalStateException(payload + " after " + this);
      case Step(_, AttemptPayload.Ended(var outcome)) -> new Ended(outcome);
      case Step(Queued _, Picked _) -> new Preparing();
      case Step(var same, Picked _) -> same;
      case Step(Preparing _, CodingStarted _) -> new Coding();
      case Step(Coding _, VerifyingStarted _) -> new Verifying();
      case Step(Verifying _, ReviewingStarted _) -> new Reviewing();
      case Step(Reviewing _, Approved approved) -> new Gated(approved);
      case Step(Gated(var approved), IntegrationStarted _) -> new Integrating(approved);
      case Step(Integrating same, IntegrationStarted _) -> same;
      default -> throw new IllegalStateException(payload + " while " + this);
    };
  }

  /** A state and what happens to it, to be matched together. */
  record Step(AttemptState state, AttemptPayload payload) {}
}
