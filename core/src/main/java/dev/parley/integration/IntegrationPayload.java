package dev.parley.integration;

import dev.parley.event.Payload;
import dev.parley.model.Problem;

/** What stage 11 puts into an attempt's stream. */
public sealed interface IntegrationPayload extends Payload {

  /**
   * The change was brought onto what had landed meanwhile.
   *
   * @param onto the commit it now follows
   * @param tree what will be committed if it passes
   * @param verdictReused whether the change and its context are the same as when it was reviewed
   */
  record Rebased(String onto, String tree, boolean verdictReused) implements IntegrationPayload {}

  /**
   * The commit stands in Parley's clone, but the user's repository did not take the branch. The
   * next landing, and the run's end, try again.
   */
  record PublishRefused(Problem problem) implements IntegrationPayload {}
}
