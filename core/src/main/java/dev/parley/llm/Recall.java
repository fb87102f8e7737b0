package dev.parley.llm;

import dev.parley.llm.AnswerCache.Turn;
import dev.parley.llm.LlmPayload.CacheHit;
import dev.parley.llm.ModelReply.StopReason;
import dev.parley.model.AttemptId;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.SecretText;
import dev.parley.model.TokenUsage;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How the calls of a run use a process's {@link AnswerCache}.
 *
 * @param server names what answers under a model's name: where else the same name may be another
 *     model
 * @param cost of a call now
 * @param listener hears of each answer that was not paid for again
 */
public record Recall(
    AnswerCache cache,
    Function<ModelName, String> server,
    BiFunction<ModelName, TokenUsage, Money> cost,
    LlmListener listener) {

  Turn begin(Question<?> question) {
    String server = this.server.apply(question.request().model());
    return cache.begin(RequestKey.of(server, question.request(), question.prompt()));
  }

  /** The answer found, in terms of this question; empty if there is none that may serve it. */
  static Optional<String> found(Turn turn, Question<?> question, JsonCodec codec) {
    var answer =
        turn.found()
            .filter(kept ->
                kept.attempt().isEmpty() || kept.attempt().equals(attempt(question.request())))
            .flatMap(kept -> AnswerTranslation.of(kept, question.prompt(), codec));
    if (answer.isEmpty()) {
      turn.refuse(false);
    }
    return answer;
  }

  void heard(Turn turn, ModelRequest request) {
    turn.found()
        .ifPresent(kept ->
            listener.heard(
                new CacheHit(
                    request.role(),
                    request.model(),
                    request.context().attempt(),
                    kept.usage(),
                    kept.cost())));
  }

  /**
   * Keeps what was read without complaint. Only whole answers of the model that was asked are; and
   * none with a secret, since it would outlive the run.
   *
   * @param lasting whether it may serve other attempts
   */
  void keep(Turn turn, Question<?> question, ModelReply reply, boolean lasting) {
    String json = AnswerText.json(reply);
    boolean whole = reply.stopReason() == StopReason.END && !reply.standIn();
    if (!whole || !SecretText.masked(json).equals(json)) {
      return;
    }
    var prompt = question.prompt();
    turn.keep(
        new KeptAnswer(
            json,
            reply.usage(),
            reply
                .usage()
                .map(usage -> cost.apply(question.request().model(), usage))
                .orElse(Money.ZERO),
            lasting ? Optional.empty() : attempt(question.request()),
            prompt.lines().stream().map(PromptText.LineNumber::number).toList(),
            prompt.passing()));
  }

  private static Optional<Integer> attempt(ModelRequest request) {
    return request.context().attempt().map(AttemptId::number);
  }
}
