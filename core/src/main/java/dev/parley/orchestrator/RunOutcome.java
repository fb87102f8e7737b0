package dev.parley.orchestrator;

import java.util.Locale;

/** How a run stands when nothing more will happen by itself. */
public enum RunOutcome {
  /** Every task is merged (or there was only to plan). */
  COMPLETED,
  /** Some tasks are not merged. */
  PARTIAL,
  /** A limit or a failing environment stopped it; resumable. */
  STOPPED,
  /** A user paused it, or a limit that frees itself with time; resumable. */
  PAUSED,
  /** All that is left waits for a person's approval; resumable. */
  AWAITING_APPROVAL,
  CANCELLED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
