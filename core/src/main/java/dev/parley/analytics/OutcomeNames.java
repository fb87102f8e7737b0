package dev.parley.analytics;

import dev.parley.attempt.Outcome;
import java.util.Locale;

/** The stable names of attempt outcomes in figures and reports. */
public final class OutcomeNames {

  private OutcomeNames() {}

  /** In snake_case; a rejection says which gate, a failure with which problem. */
  public static String of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Merged _ -> "merged";
      case Outcome.Rejected(var gate, _) -> "rejected_by_" + gate;
      case Outcome.ReviewUnavailable _ -> "review_unavailable";
      case Outcome.Unverified _ -> "unverified";
      case Outcome.EnvironmentFailed _ -> "environment_failed";
      case Outcome.Stalled _ -> "stalled";
      case Outcome.TimedOut _ -> "timed_out";
      case Outcome.OverBudget _ -> "over_budget";
      case Outcome.NoProgress _ -> "no_progress";
      case Outcome.Conflicted _ -> "conflicted";
      case Outcome.Failed(var problem) -> problem.code().name().toLowerCase(Locale.ROOT);
      case Outcome.Cancelled _ -> "cancelled";
    };
  }
}
