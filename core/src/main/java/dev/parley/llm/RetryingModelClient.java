package dev.parley.llm;

import dev.parley.llm.LlmPayload.CallDelayed;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where model calls are tried again. Transient faults only, with exponential backoff
 * and full jitter on top of what the provider asks for. Throws {@link ProblemException} where the
 * client behind it throws {@link ModelFailure}, with the failure as its cause and its kind in the
 * context as {@code kind}.
 */
public final class RetryingModelClient implements ModelClient {

  private static final Logger log = LoggerFactory.getLogger(RetryingModelClient.class);

  /** Shorter waits are not worth telling. */
  private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

  private final ModelClient next;
  private final RetryPlan plan;
  private final RandomGenerator random;
  private final Pause pause;
  private final InstantSource clock;
  private final LlmListener listener;

  /** A client nobody listens to. */
  public RetryingModelClient(
      ModelClient next, RetryPlan plan, RandomGenerator random, Pause pause, InstantSource clock) {
    this(next, plan, new Waiting(random, pause, clock, _ -> {}));
  }

  /** Waits as told, and tells each wait of a second or more. */
  public RetryingModelClient(ModelClient next, RetryPlan plan, Waiting waiting) {
    this.next = next;
    this.plan = plan;
    this.random = waiting.random();
    this.pause = waiting.pause();
    this.clock = waiting.clock();
    this.listener = waiting.listener();
  }

  /**
   * What waiting takes.
   *
   * @param random seeded; used under a lock, so it need not be thread-safe
   */
  public record Waiting(
      RandomGenerator random, Pause pause, InstantSource clock, LlmListener listener) {}

  /**
   * @throws ProblemException as any client, and MODEL_UNAVAILABLE when the tries or the time are
   *     used up or trying again is no use; NO_MODEL when the key was refused
   */
  @Override
  public ModelReply call(ModelRequest request) {
    Instant start = clock.instant();
    int tries = 0;
    while (true) {
      try {
        return next.call(request);
      } catch (ModelFailure failure) {
        // A call that was not made is no try: others found out that the model fails.
        tries += failure.isHeldBack() ? 0 : 1;
        Duration left = plan.maxTotal().minus(Duration.between(start, clock.instant()));
        if (tries >= plan.maxTries() || !mayTryAgain(failure, left)) {
          throw new ProblemException(problem(request, failure, tries), failure);
        }
        waitBeforeNext(request, failure, tries, left);
      }
    }
  }

  private boolean mayTryAgain(ModelFailure failure, Duration left) {
    return failure.kind().transientFault()
        && (plan.waitsWhenHeldBack() || !failure.isHeldBack())
        && left.isPositive()
        && failure.retryAfter().orElse(Duration.ZERO).compareTo(left) < 0;
  }

  private void waitBeforeNext(
      ModelRequest request, ModelFailure failure, int tries, Duration left) {
    // Jitter comes on top of retry-after: all who were refused together are told the same time.
    Duration wanted = failure.retryAfter().orElse(Duration.ZERO).plus(jitter(tries));
    Duration wait = wanted.compareTo(left) < 0 ? wanted : left;
    log.atInfo()
        .addKeyValue("model", request.model())
        .addKeyValue("kind", failure.kind())
        .addKeyValue("tries", tries)
        .addKeyValue("waitMs", wait.toMillis())
        .log("model call failed, waiting to try again");
    if (wait.compareTo(WORTH_TELLING) >= 0) {
      String reason = failure.kind().name().toLowerCase(Locale.ROOT);
      listener.heard(CallDelayed.of(request, tries + 1, reason, wait));
    }
    pause.waitFor(wait);
  }

  private Duration jitter(int failures) {
    long most = plan.delayAfter(Math.max(1, failures)).toMillis();
    synchronized (random) {
      return Duration.ofMillis(random.nextLong(most + 1));
    }
  }

  private Problem problem(ModelRequest request, ModelFailure failure, int tries) {
    Map<String, String> context = new HashMap<>();
    context.put("model", request.model().toString());
    context.put("kind", failure.kind().name().toLowerCase(Locale.ROOT));
    context.put("tries", Integer.toString(tries));
    Optional<Duration> retryAfter = failure.retryAfter();
    retryAfter.ifPresent(
        time -> context.put("retry_after_seconds", Long.toString(time.toSeconds())));
    boolean keyRefused = failure.kind() == ModelFailure.Kind.UNAUTHORIZED;
    return new Problem(
        keyRefused ? Code.NO_MODEL : Code.MODEL_UNAVAILABLE,
        "%s gave no answer after %s: %s".formatted(request.model(), inWords(tries), said(failure)),
        remedy(request, failure),
        context);
  }

  private static String inWords(int tries) {
    return tries == 1 ? "1 try" : tries + " tries";
  }

  private String said(ModelFailure failure) {
    String message = String.valueOf(failure.getMessage());
    return failure
        .retryAfter()
        .filter(time -> time.compareTo(plan.maxTotal()) >= 0)
        .map(time ->
            "%s (it asks to wait %d s, and Parley waits %d s at most)"
                .formatted(message, time.toSeconds(), plan.maxTotal().toSeconds()))
        .orElse(message);
  }

  private static String remedy(ModelRequest request, ModelFailure failure) {
    String provider = request.model().provider();
    return switch (failure.kind()) {
      case RATE_LIMITED ->
          "Wait until %s lets you on, or lower --max-parallel; then run: parley resume %s"
              .formatted(provider, request.context().run());
      case OVERLOADED, SERVER_ERROR, CONNECTION ->
          "Check that %s can be reached, or choose another model with --model; then run: parley resume %s"
              .formatted(provider, request.context().run());
      case BAD_REQUEST ->
          "Check the model's name and that it supports what is asked, or choose another with --model.";
      case UNAUTHORIZED ->
          "Set a valid key for %s, for example %s_API_KEY."
              .formatted(provider, provider.toUpperCase(Locale.ROOT).replace('-', '_'));
      case OUT_OF_CREDIT ->
          "Add credit to the account of %s, or choose another model with --model."
              .formatted(provider);
    };
  }
}
