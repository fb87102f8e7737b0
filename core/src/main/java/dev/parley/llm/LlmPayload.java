package dev.parley.llm;

import dev.parley.event.Payload;
import dev.parley.model.AttemptId;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.TokenUsage;
import java.time.Duration;
import java.util.Optional;

/** What calling models puts into the log. */
public sealed interface LlmPayload extends Payload {

  /**
   * Telemetry: one request to a provider, answered or not. A retry is a request of its own.
   *
   * @param attempt empty before there are tasks
   * @param usage empty if the provider reported none
   * @param cost what the ledger settled; zero if the call was certainly not billed
   * @param outcome {@code answered}, or the {@link ModelFailure.Kind} in lower case, or {@code
   *     interrupted}
   */
  record ModelCalled(
      Role role,
      ModelName model,
      Optional<AttemptId> attempt,
      Optional<TokenUsage> usage,
      Money cost,
      long elapsedMillis,
      String outcome)
      implements LlmPayload {}

  /**
   * Telemetry: a question that was answered with what was answered to it before. Nothing was sent,
   * reserved or charged.
   *
   * @param attempt empty before there are tasks
   * @param usage what the call took when it was made; empty if the provider reported none
   * @param saved what it cost then; zero if that is not known
   */
  record CacheHit(
      Role role,
      ModelName model,
      Optional<AttemptId> attempt,
      Optional<TokenUsage> usage,
      Money saved)
      implements LlmPayload {}

  /**
   * Telemetry: a call waits, before it is sent or before it is tried again. Told when a wait begins
   * that takes a second or more, and at most every 30 s while it lasts.
   *
   * @param attempt empty before there are tasks
   * @param tries how often the call was tried, this one included
   * @param reason {@link #RATE_LIMIT}, or the {@link ModelFailure.Kind} in lower case
   * @param waitMillis how long it will take from now on, as far as can be said
   */
  record CallDelayed(
      Role role,
      ModelName model,
      Optional<AttemptId> attempt,
      int tries,
      String reason,
      long waitMillis)
      implements LlmPayload {

    /** The call waits for room in the provider's rate limit. */
    public static final String RATE_LIMIT = "rate_limit";

    /** The delay of this request. */
    public static CallDelayed of(ModelRequest request, int tries, String reason, Duration wait) {
      return new CallDelayed(
          request.role(),
          request.model(),
          request.context().attempt(),
          tries,
          reason,
          wait.toMillis());
    }
  }

  /**
   * Telemetry: calls of a model are kept back for a while, since it fails.
   *
   * @param reason what it failed with last, the {@link ModelFailure.Kind} in lower case
   * @param waitMillis until one call tries whether it answers again
   */
  record BreakerOpened(ModelName model, String reason, long waitMillis) implements LlmPayload {}

  /** Telemetry: a model answers again. */
  record BreakerClosed(ModelName model) implements LlmPayload {}

  /**
   * Telemetry: a role's model gave no answer, and the next of its fallbacks is asked.
   *
   * @param attempt empty before there are tasks
   * @param reason the {@link ModelFailure.Kind} in lower case
   */
  record FellBack(
      Role role, ModelName from, ModelName to, Optional<AttemptId> attempt, String reason)
      implements LlmPayload {}
}
