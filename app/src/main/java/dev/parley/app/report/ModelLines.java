package dev.parley.app.report;

import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Spans;
import dev.parley.llm.LlmPayload;
import dev.parley.model.AttemptId;
import dev.parley.model.ModelName;
import java.time.Duration;
import java.util.Optional;

/** What happens to model calls, each in one line for people. */
public final class ModelLines {

  private ModelLines() {}

  static Optional<AttemptId> attemptOf(LlmPayload payload) {
    return switch (payload) {
      case LlmPayload.ModelCalled called -> called.attempt();
      case LlmPayload.CacheHit hit -> hit.attempt();
      case LlmPayload.CallDelayed delayed -> delayed.attempt();
      case LlmPayload.FellBack fellBack -> fellBack.attempt();
      case LlmPayload.BreakerOpened _, LlmPayload.BreakerClosed _ -> Optional.empty();
    };
  }

  static String line(LlmPayload payload) {
    return switch (payload) {
      case LlmPayload.ModelCalled called -> call(called);
      case LlmPayload.CacheHit hit -> hit(hit);
      case LlmPayload.CallDelayed delayed ->
          "model for %s: %s, try %d"
              .formatted(
                  delayed.role().wireName(),
                  waiting(delayed, Duration.ofMillis(delayed.waitMillis())),
                  delayed.tries());
      case LlmPayload.BreakerOpened(var model, var reason, var waitMillis) ->
          "%s fails (%s), asked again in %s"
              .formatted(name(model), words(reason), Spans.inWords(Duration.ofMillis(waitMillis)));
      case LlmPayload.BreakerClosed(var model) -> name(model) + " answers again";
      case LlmPayload.FellBack(var role, var from, var to, _, var reason) ->
          "model for %s: %s gives no answer (%s), %s is asked instead"
              .formatted(role.wireName(), name(from), words(reason), name(to));
    };
  }

  /** Such as {@code waiting 12 s for anthropic (rate limited)}. */
  public static String waiting(LlmPayload.CallDelayed delayed, Duration left) {
    String why =
        delayed.reason().equals(LlmPayload.CallDelayed.RATE_LIMIT)
            ? "rate limit"
            : words(delayed.reason());
    return "waiting %s for %s (%s)"
        .formatted(Spans.inWords(left), Plain.line(delayed.model().provider(), 40), why);
  }

  private static String call(LlmPayload.ModelCalled called) {
    return "model for %s: %s %s, %s, %d ms"
        .formatted(
            called.role().wireName(),
            name(called.model()),
            Plain.line(called.outcome(), 40),
            called.cost(),
            called.elapsedMillis());
  }

  private static String hit(LlmPayload.CacheHit hit) {
    return "model for %s: %s answered from cache, %s and %d tokens saved"
        .formatted(
            hit.role().wireName(),
            name(hit.model()),
            hit.saved(),
            hit.usage().map(u -> u.limited() + u.cacheRead()).orElse(0L));
  }

  private static String name(ModelName model) {
    return Plain.line(model.toString(), 100);
  }

  private static String words(String wireName) {
    return Plain.line(wireName.replace('_', ' '), 40);
  }
}
