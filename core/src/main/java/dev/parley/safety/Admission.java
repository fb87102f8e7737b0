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
import java.util.Map;
import java.util.Optional;

/** Gets a call its reservation: asks the ledger, waits while waiting may help, and shrinks. */
final class Admission {

  private static final int MIN_OUTPUT_TOKENS = 2_048;
  private static final Duration MAX_WAIT = Duration.ofMinutes(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

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
    var patience = new Patience();
    while (true) {
      String requestId = meter.ids().next();
      Money upperBound = price.upperBound(promptTokens, asked.maxOutputTokens());
      switch (reserve(requestId, asked, upperBound, promptTokens)) {
        case Answer.Reserved _ -> {
          return new Admitted(requestId, asked, upperBound);
        }
        case Answer.Wait(var limit) -> patience.pause(limit, request);
        case Answer.Refused refused -> asked = shrunk(asked, refused);
      }
    }
  }

  /** Waits for room that outstanding calls may give back, longer each time. */
  private final class Patience {

    private Duration waited = Duration.ZERO;
    private Duration next = FIRST_PAUSE;

    void pause(String limit, ModelRequest request) {
      if (waited.compareTo(MAX_WAIT) >= 0) {
        throw crowded(limit, request).raise();
      }
      pause.waitFor(next);
      waited = waited.plus(next);
      Duration doubled = next.multipliedBy(2);
      next = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
  }

  private Answer reserve(
      String requestId, ModelRequest request, Money upperBound, long promptTokens) {
    long tokens = promptTokens + request.maxOutputTokens();
    var ask = new Ledger.Ask(requestId, request.context(), request.model(), upperBound, tokens);
    return meter.ledger().reserve(ask, meter.limits().get(), clock.instant());
  }

  /**
   * The request with half the output. Only a coding session can go on after an answer that was cut
   * short; a structured answer cut short is money spent for nothing.
   */
  private ModelRequest shrunk(ModelRequest request, Answer.Refused refused) {
    boolean helps =
        request.role() == Role.CODING
            && request.maxOutputTokens() > MIN_OUTPUT_TOKENS
            && !refused.limit().equals("max_llm_requests_per_hour");
    if (!helps) {
      throw reached(refused, request).raise();
    }
    return request.withMaxOutputTokens(Math.max(MIN_OUTPUT_TOKENS, request.maxOutputTokens() / 2));
  }

  private Problem crowded(String limit, ModelRequest request) {
    return problem(
        limit,
        "other calls held the rest of it for %d minutes".formatted(MAX_WAIT.toMinutes()),
        Optional.empty(),
        request);
  }

  private Problem reached(Answer.Refused refused, ModelRequest request) {
    return problem(refused.limit(), refused.reason(), refused.until(), request);
  }

  private Problem problem(
      String limit, String reason, Optional<Instant> until, ModelRequest request) {
    Map<String, String> context = new HashMap<>();
    context.put("limit", limit);
    until.ifPresent(instant -> context.put("until", instant.toString()));
    String wait = until.map(instant -> "Wait until " + instant + ", or raise").orElse("Raise");
    return new Problem(
        Code.LIMIT_REACHED,
        "limit %s does not allow the call: %s".formatted(limit, reason),
        "%s the limit: parley resume %s --limit %s=%s"
            .formatted(wait, request.context().run(), limit, doubled(limit, meter.limits().get())),
        context);
  }

  /** A value to raise the limit to, so that the remedy can be run as it stands. */
  private static String doubled(String limit, Limits limits) {
    return switch (limit) {
      case "max_usd_per_run" -> usd(limits.maxUsdPerRun());
      case "max_usd_per_day" -> usd(limits.maxUsdPerDay());
      case "max_llm_requests_per_hour" -> Long.toString(2L * limits.maxLlmRequestsPerHour());
      case "max_llm_tokens_per_day" -> Long.toString(2L * limits.maxLlmTokensPerDay());
      default -> "VALUE";
    };
  }

  private static String usd(Money limit) {
    return new Money(2 * limit.micros()).usd().stripTrailingZeros().toPlainString();
  }
}
