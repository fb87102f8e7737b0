package dev.parley.analytics.insight;

import dev.parley.model.Money;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Something that was looked at, whether or not there is anything to it.
 *
 * @param chance of it being chance, over all times one may look
 * @param words made only if it is told
 */
record Candidate(InsightKind kind, double chance, Supplier<Words> words) {

  /** What an {@link Insight} says. */
  record Words(String message, String action, List<String> evidence, Money money, Duration time) {}

  Insight told() {
    var said = words.get();
    return new Insight(
        kind,
        kind.severity(),
        said.message(),
        said.action(),
        said.evidence(),
        said.money(),
        said.time(),
        chance);
  }
}
