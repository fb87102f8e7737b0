package dev.parley.app.server.dashboard;

import dev.parley.attempt.AttemptState;

/** What an attempt is at, in one word or two. */
final class AttemptStage {

  private AttemptStage() {}

  static String of(AttemptState state) {
    return switch (state) {
      case AttemptState.Queued _ -> "starting";
      case AttemptState.Preparing _ -> "preparing";
      case AttemptState.Coding _ -> "coding";
      case AttemptState.Verifying _ -> "verifying";
      case AttemptState.Reviewing _ -> "reviewing";
      case AttemptState.Gated _ -> "approved";
      case AttemptState.Integrating _ -> "integrating";
      case AttemptState.Ended _ -> "ended";
    };
  }
}
