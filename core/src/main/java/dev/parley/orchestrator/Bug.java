package dev.parley.orchestrator;

import dev.parley.model.Code;
import dev.parley.model.Problem;

/** What users are told when something broke that must not. */
final class Bug {

  private Bug() {}

  static Problem problem(RuntimeException e) {
    return new Problem(
        Code.INTERNAL,
        "Parley itself failed: " + e,
        "Run again with --debug and report what it prints; nothing that landed is lost.");
  }
}
