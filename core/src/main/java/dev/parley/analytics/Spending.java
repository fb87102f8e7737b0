package dev.parley.analytics;

import dev.parley.event.Event;
import dev.parley.llm.LlmPayload.CacheHit;
import dev.parley.llm.LlmPayload.ModelCalled;
import dev.parley.model.AttemptId;
import dev.parley.model.Money;
import dev.parley.model.TokenUsage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Model calls added up.
 *
 * @param calls requests to a provider, retries included
 * @param usage as far as providers reported it
 */
public record Spending(Money cost, TokenUsage usage, long calls) {

  public static final Spending NONE = new Spending(Money.ZERO, TokenUsage.NONE, 0);

  /**
   * The part of what was sent that the provider had in its prompt cache; empty if none was sent.
   */
  public OptionalDouble cacheHits() {
    long sent = usage.input() + usage.cacheWrite() + usage.cacheRead();
    return sent == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) usage.cacheRead() / sent);
  }

  /** What a whole log says. */
  public static Spending of(List<Event> log) {
    var sum = NONE;
    for (var event : log) {
      if (event.payload() instanceof ModelCalled call) {
        sum = sum.plus(call);
      }
    }
    return sum;
  }

  /** What was not spent because the answer was known, at what it cost when it was asked for. */
  static Spending recalled(List<Event> log) {
    var sum = NONE;
    for (var event : log) {
      if (event.payload() instanceof CacheHit hit) {
        sum = sum.plus(new Spending(hit.saved(), hit.usage().orElse(TokenUsage.NONE), 1));
      }
    }
    return sum;
  }

  /** The same by attempt; what was recalled before there were tasks is in none. */
  static Map<AttemptId, Spending> recalledByAttempt(List<Event> log) {
    var sums = new HashMap<AttemptId, Spending>();
    for (var event : log) {
      if (event.payload() instanceof CacheHit hit && hit.attempt().isPresent()) {
        var spared = new Spending(hit.saved(), hit.usage().orElse(TokenUsage.NONE), 1);
        sums.merge(hit.attempt().get(), spared, Spending::plus);
      }
    }
    return sums;
  }

  /** What it says of each attempt; calls made before there were tasks are in none. */
  static Map<AttemptId, Spending> byAttempt(List<Event> log) {
    var sums = new HashMap<AttemptId, Spending>();
    for (var event : log) {
      if (event.payload() instanceof ModelCalled call && call.attempt().isPresent()) {
        sums.merge(call.attempt().get(), NONE.plus(call), Spending::plus);
      }
    }
    return sums;
  }

  public Spending plus(Spending other) {
    return new Spending(cost.plus(other.cost), usage.plus(other.usage), calls + other.calls);
  }

  Spending minus(Spending part) {
    return new Spending(
        cost.minus(part.cost),
        new TokenUsage(
            Math.max(0, usage.input() - part.usage.input()),
            Math.max(0, usage.output() - part.usage.output()),
            Math.max(0, usage.cacheWrite() - part.usage.cacheWrite()),
            Math.max(0, usage.cacheRead() - part.usage.cacheRead())),
        calls - part.calls);
  }

  private Spending plus(ModelCalled call) {
    return new Spending(
        cost.plus(call.cost()), usage.plus(call.usage().orElse(TokenUsage.NONE)), calls + 1);
  }
}
