package dev.parley.orchestrator;

import java.util.Locale;

/** Where a task stands; never stored, always computed. */
public enum TaskStatus {
  /** Some dependency has not landed yet. */
  WAITING,
  /** May start as soon as there is a slot. */
  READY,
  RUNNING,
  AWAITING_APPROVAL,
  MERGED,
  FAILED,
  /** A dependency failed or was cancelled: never dispatched. */
  BLOCKED,
  CANCELLED,
  /** A live meeting took back what it was for; if it had landed, its change was taken back too. */
  WITHDRAWN;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it will stay so unless a user does something. */
  public boolean terminal() {
    return switch (this) {
      case MERGED, FAILED, BLOCKED, CANCELLED, WITHDRAWN -> true;
      case WAITING, READY, RUNNING, AWAITING_APPROVAL -> false;
    };
  }
}
