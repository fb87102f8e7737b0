package dev.parley.safety.pacing;

import dev.parley.llm.LlmListener;
import dev.parley.llm.LlmPayload.CallDelayed;
import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelFailure.Kind;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.Pause;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import java.time.Duration;
import java.util.Optional;

/**
 * Starts each call when the provider is expected to have room for it, first come, first served.
 * Waits without a reservation in the ledger and without a connection.
 */
public final class PacedModelClient implements ModelClient {

  /** Longer than any limit of a minute can take; what waits longer waits for another day. */
  static final Duration MAX_WAIT = Duration.ofMinutes(15);

  /** Reports may come that make a wait shorter. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(2);

  /** Shorter waits are not worth telling. */
  private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

  private static final Duration BETWEEN_TELLING = Duration.ofSeconds(30);

  private final ModelClient next;
  private final Pacer pacer;
  private final Pause pause;
  private final LlmListener listener;

  /**
   * @param pacer shared with all other clients of the process
   * @param listener hears of waits that are worth telling
   */
  public PacedModelClient(ModelClient next, Pacer pacer, Pause pause, LlmListener listener) {
    this.next = next;
    this.pacer = pacer;
    this.pause = pause;
    this.listener = listener;
  }

  /**
   * @throws ModelFailure as the client behind it, and RATE_LIMITED if there will be no room for a
   *     quarter of an hour
   * @throws ProblemException INTERRUPTED, or as the client behind it
   */
  @Override
  public ModelReply call(ModelRequest request) {
    Pacer.Place place = pacer.arrive(request);
    boolean open = true;
    try {
      waitForRoom(place, request);
      ModelReply reply = next.call(request);
      open = false;
      place.answered(reply);
      return reply;
    } catch (ModelFailure failure) {
      if (open && !failure.isHeldBack()) {
        open = false;
        place.failed(failure);
      }
      throw failure;
    } catch (ProblemException problem) {
      if (open && place.hasStarted() && problem.problem().code() == Code.INTERRUPTED) {
        open = false;
        place.cutOff();
      }
      throw problem;
    } finally {
      if (open) {
        place.giveUp();
      }
    }
  }

  private void waitForRoom(Pacer.Place place, ModelRequest request) {
    Duration waited = Duration.ZERO;
    Duration tellAt = Duration.ZERO;
    for (Optional<Duration> wait = place.tryStart(); wait.isPresent(); wait = place.tryStart()) {
      Duration expected = wait.get();
      if (waited.plus(expected).compareTo(MAX_WAIT) >= 0) {
        throw ModelFailure.heldBack(Kind.RATE_LIMITED, "its rate limit is used up", expected);
      }
      if (expected.compareTo(WORTH_TELLING) >= 0 && waited.compareTo(tellAt) >= 0) {
        listener.heard(CallDelayed.of(request, 1, CallDelayed.RATE_LIMIT, expected));
        tellAt = waited.plus(BETWEEN_TELLING);
      }
      Duration slice = clamp(expected);
      pause.waitFor(slice);
      waited = waited.plus(slice);
    }
  }

  private static Duration clamp(Duration wait) {
    Duration atMost = wait.compareTo(LONGEST_PAUSE) < 0 ? wait : LONGEST_PAUSE;
    return atMost.compareTo(SHORTEST_PAUSE) > 0 ? atMost : SHORTEST_PAUSE;
  }
}
