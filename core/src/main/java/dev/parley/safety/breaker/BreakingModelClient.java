package dev.parley.safety.breaker;

import dev.parley.llm.LlmListener;
import dev.parley.llm.LlmPayload.BreakerClosed;
import dev.parley.llm.LlmPayload.BreakerOpened;
import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelRequest;
import dev.parley.model.ModelName;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes no call to a model whose circuit breaker is open, but fails at once and says until when.
 */
public final class BreakingModelClient implements ModelClient {

  private final ModelClient next;
  private final Breakers breakers;
  private final LlmListener listener;

  /**
   * @param breakers shared with all other clients of the process
   * @param listener hears when a call made here opens or closes a breaker
   */
  public BreakingModelClient(ModelClient next, Breakers breakers, LlmListener listener) {
    this.next = next;
    this.breakers = breakers;
    this.listener = listener;
  }

  /**
   * @throws ModelFailure as the client behind it, and {@link ModelFailure#isHeldBack held back}
   *     while the breaker is open
   */
  @Override
  public ModelReply call(ModelRequest request) {
    return switch (breakers.ask(request.model())) {
      case Circuit.Verdict.Pass(var era) -> call(request, era);
      case Circuit.Verdict.KeptBack(var reason, var retryAfter) ->
          throw ModelFailure.heldBack(
              reason,
              "it has failed too often (%s) and is asked again in %d s"
                  .formatted(inWords(reason), Math.max(1, retryAfter.toSeconds())),
              retryAfter);
    };
  }

  private ModelReply call(ModelRequest request, long era) {
    ModelName model = request.model();
    boolean open = true;
    try {
      ModelReply reply = next.call(request);
      open = false;
      tell(model, breakers.answered(model, era));
      return reply;
    } catch (ModelFailure failure) {
      if (!failure.isHeldBack()) {
        open = false;
        Duration itsWait = failure.retryAfter().orElse(Duration.ZERO);
        tell(model, breakers.failed(model, era, failure.kind(), itsWait));
      }
      throw failure;
    } finally {
      // Interrupted, or refused by a limit of our own: nothing was learnt of the model.
      if (open) {
        breakers.abandoned(model, era);
      }
    }
  }

  private void tell(ModelName model, Optional<Breakers.Change> change) {
    change.ifPresent(what ->
        listener.heard(
            switch (what) {
              case Breakers.Change.Opened(var reason, var wait) ->
                  new BreakerOpened(model, wireName(reason), wait.toMillis());
              case Breakers.Change.Closed _ -> new BreakerClosed(model);
            }));
  }

  private static String wireName(ModelFailure.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String inWords(ModelFailure.Kind kind) {
    return wireName(kind).replace('_', ' ');
  }
}
