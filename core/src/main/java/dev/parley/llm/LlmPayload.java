package dev.parley.llm;

import dev.parley.event.Payload;
import dev.parley.model.AttemptId;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.TokenUsage;
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
}
