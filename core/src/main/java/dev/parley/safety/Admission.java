package dev.parley.safety;

import dev.parley.llm.ModelRequest;
import dev.parley.llm.Pause;
import dev.parley.llm.Role;
import dev.parley.model.Code;
import dev.parley.model.Money;
import dev.parley.model.Problem;
import dev.parley.safety.Ledger.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

/** Gets a call its reservation: asks the ledger, waits while waiting may help, and shrinks. */
final class Admission {

  private static final int MIN_OUTPUT_TOKENS = 2_048;
  private static final Duration MAX_WAIT = Duration.ofMinutes(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
  private static final int MAX_PAUSES = 100_000;

  private static final String USD_PER_RUN = "max_usd_per_run";
  private static final String USD_PER_DAY = "max_usd_per_day";
  private static final String REQUESTS_PER_HOUR = "max_llm_requests_per_hour";
  private static final String TOKENS_PER_DAY = "max_llm_tokens_per_day";
  private static final List<String> LIMITS =
      List.of(USD_PER_RUN, USD_PER_DAY, REQUESTS_PER_HOUR, TOKENS_PER_DAY);

  private final Meter meter;
  private final Pause pause;
  private final InstantSource clock;

  /**
   * A call with a reservation.
   *
   * @param request may allow fewer output tokens than was asked for
   */
  record Admitted(String requestId, ModelRequest request, Money upperBound) {}

  Admission(Meter meter, Pause pause, InstantSource clock) {
    this.meter = meter;
    this.pause = pause;
    this.clock = clock;
  }

  /**
   * @param promptTokens the most the prompt can count
   * @throws dev.parley.model.ProblemException LIMIT_REACHED
   */
  Admitted admit(ModelRequest request, Price price, long promptTokens) {
    ModelRequest asked = request;
    String requestId = meter.ids().next();
    try (var turn = meter.line().enter(lines(request))) {
      var patience = new Patience(turn, requestId.hashCode());
      while (true) {
        patience.untilFirst(request);
        CountDownLatch signal = turn.signal();
        Money upperBound = price.upperBound(promptTokens, asked.maxOutputTokens());
        switch (reserve(requestId, asked, upperBound, promptTokens)) {
          case Answer.Reserved _ -> {
            return new Admitted(requestId, asked, upperBound);
          }
          case Answer.Wait(var limit) -> {
            if (turn.standIn(line(limit, request))) {
              patience.rest(Duration.ZERO, limit, request, signal);
            } else {
              patience.pause(limit, request, signal);
            }
          }
          case Answer.Refused refused -> asked = shrunk(asked, refused, price, promptTokens);
        }
      }
    }
  }

  /** The lines in which others may stand before this call. */
  private static List<String> lines(ModelRequest request) {
    return LIMITS.stream().map(limit -> line(limit, request)).toList();
  }

  /** A run's money is its own; the other limits are everybody's. */
  private static String line(String limit, ModelRequest request) {
    return limit.equals(USD_PER_RUN) ? limit + " " + request.context().run() : limit;
  }

  /**
   * Waits for room that outstanding calls may give back: until somebody in this process gives some
   * back, and otherwise longer each time, because those in other processes do not ring.
   */
  private final class Patience {

    private final WaitingLine.Turn turn;
    private final SplittableRandom jitter;
    private Duration waited = Duration.ZERO;
    private Duration next = FIRST_PAUSE;
    private int pauses;

    Patience(WaitingLine.Turn turn, int seed) {
      this.turn = turn;
      this.jitter = new SplittableRandom(seed);
    }

    /** Others stand before this call: it asks nothing before they are served. */
    void untilFirst(ModelRequest request) {
      CountDownLatch signal = turn.signal();
      for (var line = turn.behind(); line.isPresent(); line = turn.behind()) {
        rest(LONGEST_PAUSE, line.get(), request, signal);
        signal = turn.signal();
      }
    }

    void pause(String limit, ModelRequest request, CountDownLatch signal) {
      rest(next.multipliedBy(jitter.nextInt(75, 126)).dividedBy(100), limit, request, signal);
      Duration doubled = next.multipliedBy(2);
      next = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    void rest(Duration time, String limit, ModelRequest request, CountDownLatch signal) {
      if (waited.compareTo(MAX_WAIT) >= 0 || ++pauses > MAX_PAUSES) {
        throw crowded(limit, request).raise();
      }
      Instant start = clock.instant();
      pause.waitFor(time, signal);
      Duration spent = Duration.between(start, clock.instant());
      waited = waited.plus(signal.getCount() > 0 || spent.isNegative() ? time : spent);
    }
  }

  private Answer reserve(
      String requestId, ModelRequest request, Money upperBound, long promptTokens) {
    long tokens = promptTokens + request.maxOutputTokens();
    var ask = new Ledger.Ask(requestId, request.context(), request.model(), upperBound, tokens);
    return meter.ledger().reserve(ask, meter.limits().get());
  }

  /**
   * The request with as much output as there is room for. Only a coding session can go on after an
   * answer that was cut short; a structured answer cut short is money spent for nothing.
   */
  private ModelRequest shrunk(
      ModelRequest request, Answer.Refused refused, Price price, long promptTokens) {
    Ledger.Room room = refused.room();
    int affordable = price.outputFor(promptTokens, room.money(), request.maxOutputTokens() - 1);
    long output = Math.min(affordable, room.tokens() - promptTokens);
    boolean helps =
        request.role() == Role.CODING
            && output >= MIN_OUTPUT_TOKENS
            && !refused.limit().equals(REQUESTS_PER_HOUR);
    if (!helps) {
      throw reached(refused, price, promptTokens, request).raise();
    }
    return request.withMaxOutputTokens(Math.toIntExact(output));
  }

  private Problem crowded(String limit, ModelRequest request) {
    return problem(
        limit,
        "other calls held the rest of it for %d minutes".formatted(MAX_WAIT.toMinutes()),
        Optional.empty(),
        enough(limit, meter.limits().get(), 0, 0),
        request);
  }

  private Problem reached(
      Answer.Refused refused, Price price, long promptTokens, ModelRequest request) {
    Money bound = price.upperBound(promptTokens, request.maxOutputTokens());
    long tokens = promptTokens + request.maxOutputTokens();
    // A limit less its room is what is used already; what is missing for this call is said twice
    // over,
    // so that the next ones fit too.
    long missingMicros = Math.max(0, bound.micros() - refused.room().money().micros());
    long missingTokens = Math.max(0, tokens - refused.room().tokens());
    String enough = enough(refused.limit(), meter.limits().get(), missingMicros, missingTokens);
    return problem(refused.limit(), refused.reason(), refused.until(), enough, request);
  }

  private Problem problem(
      String limit, String reason, Optional<Instant> until, String enough, ModelRequest request) {
    Map<String, String> context = new HashMap<>();
    context.put("limit", limit);
    until.ifPresent(instant -> context.put("until", instant.toString()));
    String wait = until.map(instant -> "Wait until " + instant + ", or raise").orElse("Raise");
    return new Problem(
        Code.LIMIT_REACHED,
        "limit %s does not allow the call: %s".formatted(limit, reason),
        "%s the limit: parley resume %s --limit %s=%s"
            .formatted(wait, request.context().run(), limit, enough),
        context);
  }

  /** A value to raise the limit to, so that the remedy can be run as it stands. */
  private static String enough(
      String limit, Limits limits, long missingMicros, long missingTokens) {
    return switch (limit) {
      case USD_PER_RUN -> usd(2 * (limits.maxUsdPerRun().micros() + missingMicros));
      case USD_PER_DAY -> usd(2 * (limits.maxUsdPerDay().micros() + missingMicros));
      case TOKENS_PER_DAY -> Long.toString(2 * (limits.maxLlmTokensPerDay() + missingTokens));
      case REQUESTS_PER_HOUR ->
          Long.toString(
              Math.max(
                  2L * limits.maxLlmRequestsPerHour(), Limits.STANDARD.maxLlmRequestsPerHour()));
      default -> "VALUE";
    };
  }

  private static String usd(long micros) {
    return new Money(micros).usd().stripTrailingZeros().toPlainString();
  }
}
