package dev.parley.attempt;

import dev.parley.event.Payload;
import java.util.List;
import java.util.Optional;

/** The transitions of an attempt. What a stage found out stands beside them in the same stream. */
public sealed interface AttemptPayload extends Payload {

  /** A worker took it (again); whoever held it before holds it no more. */
  record Picked(long epoch, String worker) implements AttemptPayload {}

  /** The worktree is ready. */
  record CodingStarted() implements AttemptPayload {}

  /** The agent is done and its tree is kept. */
  record VerifyingStarted() implements AttemptPayload {}

  /** The checks passed. */
  record ReviewingStarted() implements AttemptPayload {}

  /**
   * Both gates passed on exactly this tree; its slot is free.
   *
   * @param base the commit it was made on
   * @param withoutModel why analysers alone reviewed it; empty if a model did
   * @param protectedPaths paths it touches for which a person is to be asked, sorted
   */
  record Approved(
      String base,
      String tree,
      String patchId,
      Optional<String> withoutModel,
      List<String> protectedPaths)
      implements AttemptPayload {
    public Approved {
      protectedPaths = List.copyOf(protectedPaths);
    }

    /** One that a model reviewed, and that touches nothing in particular. */
    public Approved(String base, String tree, String patchId) {
      this(base, tree, patchId, Optional.empty(), List.of());
    }
  }

  /** It is being brought onto the run's branch. */
  record IntegrationStarted() implements AttemptPayload {}

  /** Its end, once. */
  record Ended(Outcome outcome) implements AttemptPayload {}
}
