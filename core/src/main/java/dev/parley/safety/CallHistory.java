package dev.parley.safety;

import dev.parley.event.Event;
import dev.parley.llm.LlmPayload.ModelCalled;
import dev.parley.llm.Role;
import dev.parley.model.AttemptId;
import dev.parley.model.TokenUsage;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What attempts took in earlier calls, by role. A few of them are drowned by what is assumed before
 * there are any, and outweigh it as they become many.
 *
 * @param attemptsPerTask on average
 * @param calls how many earlier calls it rests on
 */
public record CallHistory(Map<Role, PerAttempt> byRole, double attemptsPerTask, int calls) {

  /** Assumed attempts count as so many seen ones. */
  private static final double PRIOR_WEIGHT = 5;

  private static final double PRIOR_ATTEMPTS = 1.3;

  private static final Map<Role, PerAttempt> PRIOR =
      Map.of(
          Role.CODING, new PerAttempt(12, 36_000, 7_200, 24_000, 120_000, Duration.ofMinutes(3)),
          Role.REVIEW, new PerAttempt(1, 5_000, 700, 0, 0, Duration.ofSeconds(20)));

  /**
   * What one attempt takes for one role, on average.
   *
   * @param input tokens, and so on as {@link TokenUsage} has them
   * @param time spent waiting for answers
   */
  public record PerAttempt(
      double calls,
      double input,
      double output,
      double cacheWrite,
      double cacheRead,
      Duration time) {

    /** So many attempts' worth. */
    PerAttempt times(double number) {
      return new PerAttempt(
          calls * number,
          input * number,
          output * number,
          cacheWrite * number,
          cacheRead * number,
          Duration.ofMillis((long) (time.toMillis() * number)));
    }

    /** The tokens, rounded up. */
    TokenUsage usage() {
      return new TokenUsage(
          (long) Math.ceil(input),
          (long) Math.ceil(output),
          (long) Math.ceil(cacheWrite),
          (long) Math.ceil(cacheRead));
    }
  }

  public CallHistory {
    byRole = Map.copyOf(byRole);
  }

  /** What is assumed without any history. */
  public static CallHistory none() {
    return of(List.of());
  }

  /** From the log of earlier runs; anything but calls for attempts is passed over. */
  public static CallHistory of(Collection<Event> log) {
    var sums = new EnumMap<Role, Sum>(Role.class);
    Set<AttemptId> attempts = new HashSet<>();
    Set<String> tasks = new HashSet<>();
    int calls = 0;
    for (var event : log) {
      if (event.payload() instanceof ModelCalled called && called.attempt().isPresent()) {
        var attempt = called.attempt().get();
        attempts.add(attempt);
        tasks.add(attempt.run() + "/" + attempt.task());
        sums.computeIfAbsent(called.role(), _ -> new Sum()).add(called);
        calls++;
      }
    }
    var byRole = new EnumMap<Role, PerAttempt>(Role.class);
    PRIOR.forEach((role, prior) ->
        byRole.put(role, sums.getOrDefault(role, new Sum()).average(prior, attempts.size())));
    double perTask =
        (PRIOR_WEIGHT * PRIOR_ATTEMPTS + attempts.size()) / (PRIOR_WEIGHT + tasks.size());
    return new CallHistory(byRole, Math.max(1, perTask), calls);
  }

  /** For people. */
  public String basis() {
    return calls == 0 ? "no history yet: a rough guess" : "from " + calls + " earlier calls";
  }

  private static final class Sum {
    private int calls;
    private TokenUsage usage = TokenUsage.NONE;
    private long millis;

    void add(ModelCalled called) {
      calls++;
      usage = usage.plus(called.usage().orElse(TokenUsage.NONE));
      millis += called.elapsedMillis();
    }

    PerAttempt average(PerAttempt prior, int attempts) {
      double weight = PRIOR_WEIGHT + attempts;
      return new PerAttempt(
          (PRIOR_WEIGHT * prior.calls() + calls) / weight,
          (PRIOR_WEIGHT * prior.input() + usage.input()) / weight,
          (PRIOR_WEIGHT * prior.output() + usage.output()) / weight,
          (PRIOR_WEIGHT * prior.cacheWrite() + usage.cacheWrite()) / weight,
          (PRIOR_WEIGHT * prior.cacheRead() + usage.cacheRead()) / weight,
          Duration.ofMillis((long) ((PRIOR_WEIGHT * prior.time().toMillis() + millis) / weight)));
    }
  }
}
