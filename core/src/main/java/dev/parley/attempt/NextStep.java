package dev.parley.attempt;

import java.time.Duration;

/** What follows an attempt's end. */
public sealed interface NextStep {

  /** The task is done with, well or by the user's wish. */
  record Finish() implements NextStep {}

  /** Another attempt, after a wait. */
  record RetryAfter(Duration delay) implements NextStep {}

  /** No attempt will mend this. */
  record Escalate(String reason) implements NextStep {}

  /** Nothing more may start in this run until somebody makes room. */
  record HaltRun(String reason) implements NextStep {}
}
