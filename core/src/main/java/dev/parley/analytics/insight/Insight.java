package dev.parley.analytics.insight;

import dev.parley.model.Money;
import dev.parley.review.Severity;
import java.time.Duration;
import java.util.List;

/**
 * Something worth doing. It is there as long as its cause is: nothing is remembered.
 *
 * @param message with the number, and what it is compared with
 * @param action one thing to do; a command or a line of the configuration where there is one
 * @param evidence runs' tasks that show it, at most {@value #MAX_EVIDENCE}
 * @param money at stake, over the tasks looked at
 * @param time likewise
 * @param chance of this being chance, as far as can be said
 */
public record Insight(
    InsightKind kind,
    Severity severity,
    String message,
    String action,
    List<String> evidence,
    Money money,
    Duration time,
    double chance) {

  public static final int MAX_EVIDENCE = 10;

  public Insight {
    evidence = List.copyOf(evidence.subList(0, Math.min(MAX_EVIDENCE, evidence.size())));
  }
}
