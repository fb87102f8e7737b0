package dev.parley.testkit.modelserver;

import dev.parley.testkit.modelserver.Answering.Envelope;
import dev.parley.testkit.modelserver.PromptCache.Billing;
import dev.parley.testkit.modelserver.RateLimiter.Level;
import dev.parley.testkit.modelserver.RecordedRequest.Call;
import dev.parley.testkit.modelserver.ScriptedAnswer.Unscripted;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The provider without the network: takes a call, checks it as the provider would, asks the script,
 * and says what is to be sent. Thread-safe.
 */
final class Provider {

  private static final Logger log = LoggerFactory.getLogger(Provider.class);

  private final ModelScript script;
  private final Optional<String> apiKey;
  private final InstantSource clock;
  private final RateLimiter limiter;
  private final PromptCache cache;
  private final AtomicLong calls = new AtomicLong();

  Provider(ServerOptions options, ModelScript script) {
    this.script = script;
    this.apiKey = options.apiKey();
    this.clock = options.clock();
    this.limiter = new RateLimiter(options.rateLimits(), clock);
    this.cache = new PromptCache(clock);
  }

  /**
   * What is to be done with a call.
   *
   * @param request empty if the script was not asked
   * @param onFirstByte to be run when the answer starts, since that is when a prompt is cached
   */
  record Handled(
      Outgoing outgoing,
      Optional<ScriptedRequest> request,
      Optional<ScriptedAnswer> answer,
      Runnable onFirstByte) {

    static Handled unscripted(Outgoing outgoing) {
      return new Handled(outgoing, Optional.empty(), Optional.empty(), () -> {});
    }
  }

  /**
   * Handles a call whose body was read. A mistake of this server's own becomes a 500 that says so,
   * since a connection closed without a word would look like a scripted fault.
   */
  Handled handle(Call call) {
    var address = Address.of(call.path());
    var envelope = envelope(address, call);
    try {
      return handle(call, address, envelope);
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("path", call.path()).log("scripted server failed");
      return refused(
          envelope, new ProviderError(500, "api_error", "The scripted server failed: " + e));
    }
  }

  private Handled handle(Call call, Address address, Envelope envelope) {
    var wire = envelope.wire();
    var asked = call.method() + ' ' + call.path();
    if (address == Address.UNKNOWN) {
      return refused(envelope, wire.error(FailureKind.UNKNOWN_PATH, asked));
    }
    if (!address.takes(call.method())) {
      return refused(envelope, wire.error(FailureKind.WRONG_METHOD, asked));
    }
    var badKey = badKey(wire, call.headers());
    if (badKey.isPresent()) {
      return refused(envelope, wire.error(badKey.get(), ""));
    }
    return switch (address) {
      case MODELS ->
          Handled.unscripted(
              envelope.ok(
                  wire.models(ModelFacts.names(wire.protocol())).toString(), limiter.look("")));
      case MESSAGES, COUNT_TOKENS, CHAT -> checked(envelope, address, call);
      case UNKNOWN -> throw new IllegalStateException("refused above: " + asked);
    };
  }

  /** Handles a call whose body was too large to be read. */
  Handled tooLarge(Call call) {
    var envelope = envelope(Address.of(call.path()), call);
    return refused(envelope, envelope.wire().error(FailureKind.TOO_LARGE, ""));
  }

  private Envelope envelope(Address address, Call call) {
    var id = "req_%024x".formatted(calls.incrementAndGet());
    return new Envelope(Wire.of(address.protocol(call.headers())), id);
  }

  private Optional<FailureKind> badKey(Wire wire, RequestHeaders headers) {
    var key = wire.key(headers);
    if (key.isEmpty()) {
      return Optional.of(FailureKind.NO_KEY);
    }
    return apiKey.filter(expected -> !expected.equals(key.get())).map(_ -> FailureKind.WRONG_KEY);
  }

  private Handled checked(Envelope envelope, Address address, Call call) {
    var wire = envelope.wire();
    var body = Json.parse(call.body());
    if (body.isMissingNode()) {
      return refused(envelope, wire.error(FailureKind.INVALID, "The body is not valid JSON."));
    }
    var counting = address == Address.COUNT_TOKENS;
    var objection = wire.objection(call.headers(), body, counting);
    if (objection.isPresent()) {
      return refused(envelope, objection.get());
    }
    var request = wire.read(call.headers(), body);
    var billing = wire.billing(cache.bill(request.model(), wire.segments(body)));
    return counting ? counted(envelope, billing) : limited(envelope, request, billing);
  }

  private Handled counted(Envelope envelope, Billing billing) {
    var count = Json.object().put("input_tokens", billing.prompt());
    return Handled.unscripted(envelope.ok(count.toString(), limiter.look("")));
  }

  private Handled limited(Envelope envelope, ScriptedRequest request, Billing billing) {
    var level = limiter.admit(request.model(), billing.plain() + billing.written());
    if (!level.untilFits().isZero()) {
      var wire = envelope.wire();
      return Handled.unscripted(
          envelope.error(
              wire.error(FailureKind.RATE_LIMITED, ""), level, wire.retryAfter(level.untilFits())));
    }
    return scripted(envelope, request, billing, level);
  }

  private Handled scripted(
      Envelope envelope, ScriptedRequest request, Billing billing, Level level) {
    var answer = ask(request);
    var rendering = Rendering.of(request, billing, clock.instant().getEpochSecond());
    var answering = new Answering(envelope, rendering, level);
    var outgoing = answering.of(answer);
    var output = answering.outputTokens(answer);
    Runnable onFirstByte =
        () -> {
          if (outgoing.status() == 200) {
            cache.store(billing);
            limiter.charge(request.model(), output);
          }
        };
    return new Handled(outgoing, Optional.of(request), Optional.of(answer), onFirstByte);
  }

  /**
   * A script that throws is a mistake in a test: no retry will help, so it must not look like it.
   */
  private ScriptedAnswer ask(ScriptedRequest request) {
    try {
      return script.answer(request);
    } catch (RuntimeException | AssertionError e) {
      return new Unscripted("The script failed: " + e);
    }
  }

  private Handled refused(Envelope envelope, ProviderError error) {
    return Handled.unscripted(envelope.error(error, limiter.look(""), Map.of()));
  }
}
