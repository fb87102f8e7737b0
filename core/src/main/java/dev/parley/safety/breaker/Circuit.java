package dev.parley.safety.breaker;

import dev.parley.llm.ModelFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The state machine of one circuit breaker. Immutable.
 *
 * <pre>{@code
 *          half of the last calls failed, or one that trying again does not mend
 * Closed ------------------------------------------------------------------> Open
 *   ^                                                                       |    ^
 *   | the probe was answered                         its wait is over, and  |    | the probe failed:
 *   |                                                somebody asks          v    | twice the wait
 *   +---------------------------------------------------------------- HalfOpen --+
 * }</pre>
 *
 * <p>Nothing has to happen for a breaker to leave {@code Open} but somebody asking once its wait is
 * over, and nothing for it to leave {@code HalfOpen} but that its probe ends or is overdue: it
 * never latches.
 *
 * @param era counts the changes of state; what a call of an earlier era says is no longer news
 */
record Circuit(State state, long era) {

  static final int WINDOW = 20;
  static final int MIN_CALLS = 5;
  static final Duration FIRST_WAIT = Duration.ofSeconds(5);
  static final Duration MAX_WAIT = Duration.ofMinutes(2);

  /** Longer than calls take; a probe that never ended must not be waited for. */
  static final Duration PROBE_OVERDUE = Duration.ofMinutes(20);

  /** When to ask again while a probe is under way: nobody knows how long it takes. */
  static final Duration WHILE_PROBING = Duration.ofSeconds(1);

  /** What a breaker is. */
  sealed interface State {

    /**
     * Calls go through.
     *
     * @param failed of each of the last calls, oldest first, whether it failed
     */
    record Closed(List<Boolean> failed) implements State {
      public Closed {
        failed = List.copyOf(failed);
      }

      Closed with(boolean oneMore) {
        var last = new ArrayList<>(failed.subList(Math.max(0, failed.size() - WINDOW + 1), size()));
        last.add(oneMore);
        return new Closed(last);
      }

      boolean isBad() {
        long bad = failed.stream().filter(each -> each).count();
        return size() >= MIN_CALLS && 2 * bad >= size();
      }

      private int size() {
        return failed.size();
      }
    }

    /** Calls are kept back from {@code since} on, for that length of time. */
    record Open(Kind reason, Instant since, Duration length) implements State {

      /** Zero once a probe may be made, and after the clock was set back. */
      Duration left(Instant now) {
        Duration passed = Duration.between(since, now);
        boolean waits = !passed.isNegative() && passed.compareTo(length) < 0;
        return waits ? length.minus(passed) : Duration.ZERO;
      }
    }

    /** One call tries whether it goes again; all others are kept back. */
    record HalfOpen(Open before, Instant probeSince) implements State {

      boolean isOverdue(Instant now) {
        Duration passed = Duration.between(probeSince, now);
        return passed.isNegative() || passed.compareTo(PROBE_OVERDUE) >= 0;
      }
    }
  }

  /** What is said to a call that asks. */
  sealed interface Verdict {

    /** It may be made, and must say how it ended, with this era. */
    record Pass(long era) implements Verdict {}

    /**
     * It is not to be made.
     *
     * @param reason what the model failed with last
     */
    record KeptBack(Kind reason, Duration retryAfter) implements Verdict {}
  }

  /** The breaker after somebody asked. */
  record Asked(Circuit circuit, Verdict verdict) {}

  /** A breaker that has seen nothing. */
  static Circuit closed() {
    return new Circuit(new State.Closed(List.of()), 0);
  }

  /** A call asks whether it may be made. */
  Asked ask(Instant now) {
    return switch (state) {
      case State.Closed _ -> new Asked(this, new Verdict.Pass(era));
      case State.Open open when open.left(now).isPositive() ->
          new Asked(this, new Verdict.KeptBack(open.reason(), open.left(now)));
      case State.Open open -> probe(open, now);
      case State.HalfOpen(var before, _) when ((State.HalfOpen) state).isOverdue(now) ->
          probe(before, now);
      case State.HalfOpen(var before, _) ->
          new Asked(this, new Verdict.KeptBack(before.reason(), WHILE_PROBING));
    };
  }

  private Asked probe(State.Open before, Instant now) {
    Circuit next = to(new State.HalfOpen(before, now));
    return new Asked(next, new Verdict.Pass(next.era()));
  }

  /** A call was answered. */
  Circuit answered(long itsEra) {
    return switch (state) {
      case State.Closed closed when itsEra == era -> new Circuit(closed.with(false), era);
      case State.HalfOpen _ when itsEra == era -> to(new State.Closed(List.of()));
      case State.Closed _, State.HalfOpen _, State.Open _ -> this;
    };
  }

  /**
   * A call failed.
   *
   * @param itsWait the least time the provider asked to wait; zero if it did not
   */
  Circuit failed(long itsEra, Kind kind, Duration itsWait, Instant now) {
    return switch (state) {
      case State.Closed closed when itsEra == era -> failedClosed(closed, kind, itsWait, now);
      case State.HalfOpen(var before, _) when itsEra == era ->
          isTheModels(kind)
              ? to(new State.Open(kind, now, wait(before.length().multipliedBy(2), itsWait)))
              : to(new State.Closed(List.of()));
      case State.Closed _, State.HalfOpen _, State.Open _ -> this;
    };
  }

  private Circuit failedClosed(State.Closed closed, Kind kind, Duration itsWait, Instant now) {
    if (!isTheModels(kind)) {
      return this;
    }
    State.Closed after = closed.with(true);
    return after.isBad() || !kind.transientFault()
        ? to(new State.Open(kind, now, wait(FIRST_WAIT, itsWait)))
        : new Circuit(after, era);
  }

  /** A call ended without having said anything about the model; another may probe in its place. */
  Circuit abandoned(long itsEra) {
    return switch (state) {
      case State.HalfOpen(var before, _) when itsEra == era -> to(before);
      case State.Closed _, State.HalfOpen _, State.Open _ -> this;
    };
  }

  /** A limit reached and a request refused are answers: whoever gives them is there. */
  private static boolean isTheModels(Kind kind) {
    return switch (kind) {
      case OVERLOADED, SERVER_ERROR, CONNECTION, UNAUTHORIZED, OUT_OF_CREDIT -> true;
      case RATE_LIMITED, BAD_REQUEST -> false;
    };
  }

  private static Duration wait(Duration own, Duration asked) {
    Duration longer = own.compareTo(asked) > 0 ? own : asked;
    return longer.compareTo(MAX_WAIT) < 0 ? longer : MAX_WAIT;
  }

  private Circuit to(State next) {
    return new Circuit(next, era + 1);
  }
}
