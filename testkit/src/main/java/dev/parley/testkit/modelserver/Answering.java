package dev.parley.testkit.modelserver;

import dev.parley.testkit.modelserver.Outgoing.Half;
import dev.parley.testkit.modelserver.Outgoing.Later;
import dev.parley.testkit.modelserver.Outgoing.Whole;
import dev.parley.testkit.modelserver.RateLimiter.Level;
import dev.parley.testkit.modelserver.ScriptedAnswer.BrokenStream;
import dev.parley.testkit.modelserver.ScriptedAnswer.Delayed;
import dev.parley.testkit.modelserver.ScriptedAnswer.HangUp;
import dev.parley.testkit.modelserver.ScriptedAnswer.MalformedJson;
import dev.parley.testkit.modelserver.ScriptedAnswer.OutOfCredit;
import dev.parley.testkit.modelserver.ScriptedAnswer.Overloaded;
import dev.parley.testkit.modelserver.ScriptedAnswer.RateLimited;
import dev.parley.testkit.modelserver.ScriptedAnswer.Refusal;
import dev.parley.testkit.modelserver.ScriptedAnswer.Rejected;
import dev.parley.testkit.modelserver.ScriptedAnswer.Reply;
import dev.parley.testkit.modelserver.ScriptedAnswer.ServerError;
import dev.parley.testkit.modelserver.ScriptedAnswer.Slow;
import dev.parley.testkit.modelserver.ScriptedAnswer.Stall;
import dev.parley.testkit.modelserver.ScriptedAnswer.Truncated;
import dev.parley.testkit.modelserver.ScriptedAnswer.Unscripted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a scripted answer to one request into the form that goes over the wire. Pure.
 *
 * @param rendering makes a reply of the script's ready for the wire
 * @param level how much of the rate limit is left
 */
record Answering(Envelope envelope, Rendering rendering, Level level) {

  /**
   * What every answer to a request carries.
   *
   * @param requestId unique to the request
   */
  record Envelope(Wire wire, String requestId) {

    /** An error, in the provider's form. */
    Whole error(ProviderError error, Level level, Map<String, String> more) {
      var headers = headers("application/json", level);
      headers.putAll(more);
      return new Whole(error.status(), headers, wire.body(error, requestId).toString());
    }

    /** A body of the provider's, with status 200. */
    Whole ok(String body, Level level) {
      return new Whole(200, headers("application/json", level), body);
    }

    Map<String, String> headers(String contentType, Level level) {
      var headers = new LinkedHashMap<>(wire.headers(requestId, level));
      headers.put("content-type", contentType);
      return headers;
    }
  }

  Outgoing of(ScriptedAnswer answer) {
    return switch (answer) {
      case Reply reply -> send(rendering.of(reply), Duration.ZERO);
      case Truncated(var reply) -> send(rendering.truncated(reply), Duration.ZERO);
      case Refusal(var text) -> send(rendering.of(declining(text)), Duration.ZERO);
      case Slow(var reply, var pause) -> send(rendering.of(reply), pause);
      case Delayed(var by, var then) -> new Later(by, of(then));
      case RateLimited(var retryAfter) -> rateLimited(retryAfter);
      case ServerError _ -> failure(FailureKind.SERVER_ERROR, "");
      case Overloaded _ -> failure(FailureKind.OVERLOADED, "");
      case OutOfCredit _ -> failure(FailureKind.OUT_OF_CREDIT, "");
      case Rejected(var status, var type, var message) ->
          failure(new ProviderError(status, type, message, null, type));
      case Unscripted(var why) -> failure(FailureKind.INVALID, why);
      case MalformedJson _ -> malformed();
      case BrokenStream broken -> broken(broken);
      case Stall _ -> new Outgoing.Silence();
      case HangUp _ -> new Outgoing.HangUp();
    };
  }

  /** Tokens the provider bills for this answer; 0 if it gives none. */
  long outputTokens(ScriptedAnswer answer) {
    return switch (answer) {
      case Reply reply -> rendering.of(reply).usage().output();
      case Truncated(var reply) -> rendering.truncated(reply).usage().output();
      case Refusal(var text) -> rendering.of(declining(text)).usage().output();
      case Slow(var reply, _) -> rendering.of(reply).usage().output();
      case BrokenStream broken -> rendering.of(broken.reply()).usage().output();
      case Delayed(_, var then) -> outputTokens(then);
      case RateLimited _, ServerError _, Overloaded _, OutOfCredit _, Rejected _ -> 0;
      case Unscripted _, MalformedJson _, Stall _, HangUp _ -> 0;
    };
  }

  /** A limit the script made up shows as used up in the headers too. */
  private Outgoing rateLimited(Optional<Duration> retryAfter) {
    var wire = envelope.wire();
    return envelope.error(
        wire.error(FailureKind.RATE_LIMITED, ""),
        level.exhausted(retryAfter.orElse(Duration.ZERO)),
        retryAfter.map(wire::retryAfter).orElse(Map.of()));
  }

  private Outgoing send(RenderedReply reply, Duration pause) {
    if (rendering.request().stream()) {
      return events(eventsOf(reply), pause, Outgoing.Ending.PROPER);
    }
    var whole = envelope.ok(envelope.wire().whole(reply).toString(), level);
    return pause.isZero() ? whole : new Later(pause, whole);
  }

  private Outgoing malformed() {
    var reply = rendering.of(ScriptedAnswer.text("This answer never arrives in one piece."));
    if (!rendering.request().stream()) {
      return envelope.ok(half(envelope.wire().whole(reply).toString()), level);
    }
    var first = half(eventsOf(reply).getFirst()).stripTrailing() + "\n\n";
    return events(List.of(first), Duration.ZERO, Outgoing.Ending.PROPER);
  }

  private Outgoing broken(BrokenStream broken) {
    var reply = rendering.of(broken.reply());
    if (!rendering.request().stream()) {
      var whole = envelope.ok(envelope.wire().whole(reply).toString(), level);
      return switch (broken.ending()) {
        case CUT -> new Half(whole, Outgoing.Ending.CUT);
        case SILENCE -> new Half(whole, Outgoing.Ending.SILENCE);
        case ERROR_EVENT -> failure(FailureKind.OVERLOADED, "");
      };
    }
    var all = eventsOf(reply);
    var sent = new ArrayList<>(all.subList(0, Math.min(broken.afterEvents(), all.size() - 1)));
    return switch (broken.ending()) {
      case CUT -> events(sent, Duration.ZERO, Outgoing.Ending.CUT);
      case SILENCE -> events(sent, Duration.ZERO, Outgoing.Ending.SILENCE);
      case ERROR_EVENT -> {
        var wire = envelope.wire();
        var overloaded = wire.error(FailureKind.OVERLOADED, "");
        sent.add(wire.event(overloaded, envelope.requestId()));
        yield events(sent, Duration.ZERO, Outgoing.Ending.PROPER);
      }
    };
  }

  private Outgoing events(List<String> events, Duration pause, Outgoing.Ending ending) {
    var headers = envelope.headers("text/event-stream; charset=utf-8", level);
    headers.put("cache-control", "no-cache");
    return new Outgoing.Events(headers, events, pause, ending);
  }

  private List<String> eventsOf(RenderedReply reply) {
    return envelope.wire().events(reply, rendering.request().settings().reportUsage());
  }

  private Outgoing failure(FailureKind kind, String message) {
    return failure(envelope.wire().error(kind, message));
  }

  private Outgoing failure(ProviderError error) {
    return envelope.error(error, level, Map.of());
  }

  private static Reply declining(String text) {
    var blocks = text.isEmpty() ? List.<Block>of() : List.of(Block.text(text));
    return new Reply(blocks, StopReason.REFUSAL, Optional.empty());
  }

  private static String half(String text) {
    return text.substring(0, text.length() / 2);
  }
}
