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
  /** A limit that frees itself with time stopped it; resumable. */
  PAUSED,
  CANCELLED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
