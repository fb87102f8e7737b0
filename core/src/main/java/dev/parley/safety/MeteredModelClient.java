package dev.parley.safety;

import dev.parley.llm.LlmListener;
import dev.parley.llm.LlmPayload.ModelCalled;
import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.Pause;
import dev.parley.model.Code;
import dev.parley.model.Money;
import dev.parley.model.ProblemException;
import dev.parley.model.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes no call that is not reserved in the {@link Ledger} at the most it can cost, and settles
 * each at what it did cost. What may have been billed without an answer is settled at the
 * reservation; only what was certainly not billed is given back.
 */
public final class MeteredModelClient implements ModelClient {

  private final ModelClient next;
  private final Meter meter;
  private final Admission admission;
  private final InstantSource clock;
  private final LlmListener listener;
  private final PromptBounds bounds = new PromptBounds();

  /** How a call ended, as far as its bill depends on it. */
  private record Ending(String outcome, Optional<TokenUsage> usage, Reach reach) {

    static Ending without(String outcome, Reach reach) {
      return new Ending(outcome.toLowerCase(Locale.ROOT), Optional.empty(), reach);
    }

    static Ending of(ModelFailure failure) {
      boolean notSent =
          failure.isHeldBack()
              || (failure.kind() == ModelFailure.Kind.CONNECTION && !failure.maybeBilled());
      Reach unbilled = notSent ? Reach.NOT_SENT : Reach.NOT_BILLED;
      return without(failure.kind().name(), failure.maybeBilled() ? Reach.BILLED : unbilled);
    }
  }

  /** How far a call got. */
  private enum Reach {
    /** It never left, and is as if it had not been. */
    NOT_SENT,
    /** The provider refused it: it cost nothing, but it was a request. */
    NOT_BILLED,
    /** It was billed, or may have been. */
    BILLED
  }

  /**
   * @param pause waits for room that outstanding calls may give back
   * @param listener hears of each call that was made
   */
  public MeteredModelClient(
      ModelClient next, Meter meter, Pause pause, InstantSource clock, LlmListener listener) {
    this.next = next;
    this.meter = meter;
    this.admission = new Admission(meter, pause, clock);
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * @throws ModelFailure as the client behind it
   * @throws ProblemException MODEL_NOT_PRICED, LIMIT_REACHED, or as the client behind it
   * @throws dev.parley.event.StaleWriteException if the caller's fence was overtaken
   */
  @Override
  public ModelReply call(ModelRequest request) {
    Price price = meter.prices().require(request.model(), clock.instant());
    Admission.Admitted admitted = admission.admit(request, price, bounds.of(request));
    Instant start = clock.instant();
    Ending ending = Ending.without("broken", Reach.BILLED);
    try {
      ModelReply reply = next.call(admitted.request());
      ending = new Ending("answered", reply.usage(), Reach.BILLED);
      return reply;
    } catch (ModelFailure failure) {
      ending = Ending.of(failure);
      throw failure;
    } catch (ProblemException problem) {
      Code code = problem.problem().code();
      ending =
          Ending.without(code.name(), code == Code.INTERRUPTED ? Reach.BILLED : Reach.NOT_SENT);
      throw problem;
    } finally {
      close(admitted, price, start, ending);
    }
  }

  /** With the thread's interrupt put aside: it would keep the store from writing what was spent. */
  private void close(Admission.Admitted call, Price price, Instant start, Ending ending) {
    boolean interrupted = Thread.interrupted();
    try {
      Instant now = clock.instant();
      Money cost = settle(call, price, ending);
      ending.usage().ifPresent(usage -> bounds.learn(call.request(), usage));
      long elapsedMillis = Math.max(0, Duration.between(start, now).toMillis());
      ModelRequest request = call.request();
      listener.heard(
          new ModelCalled(
              request.role(),
              request.model(),
              request.context().attempt(),
              ending.usage(),
              cost,
              elapsedMillis,
              ending.outcome()));
    } finally {
      meter.line().ring();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Money settle(Admission.Admitted call, Price price, Ending ending) {
    String id = call.requestId();
    return switch (ending.reach()) {
      case NOT_SENT -> {
        meter.ledger().release(id);
        yield Money.ZERO;
      }
      case NOT_BILLED -> {
        meter.ledger().settle(id, Optional.of(TokenUsage.NONE), Optional.of(Money.ZERO));
        yield Money.ZERO;
      }
      case BILLED -> {
        Optional<Money> cost = ending.usage().map(price::cost);
        meter.ledger().settle(id, ending.usage(), cost);
        yield cost.orElse(call.upperBound());
      }
    };
  }
}
