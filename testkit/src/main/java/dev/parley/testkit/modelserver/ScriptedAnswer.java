package dev.parley.testkit.modelserver;

import static dev.parley.model.Require.require;

import dev.parley.model.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the server does with a request: answer it, or fail in one of the ways providers fail.
 *
 * <p>Where a failure concerns a stream and the request asked for a whole answer, the closest
 * failure of a whole answer is given, as each record says.
 */
public sealed interface ScriptedAnswer {

  /**
   * A proper answer. One that is longer than the request's own output limit is cut there, as the
   * provider would.
   *
   * @param blocks may be empty, as a model's answer may
   * @param stop must be TOOL_USE or MAX_TOKENS if, and only if, the blocks call tools (MAX_TOKENS
   *     may go without)
   * @param usage tokens to bill; empty to have them counted from the lengths, about four characters
   *     a token, with the prompt cache simulated
   */
  record Reply(List<Block> blocks, StopReason stop, Optional<TokenUsage> usage)
      implements ScriptedAnswer {
    public Reply {
      blocks = List.copyOf(blocks);
      var calls = blocks.stream().anyMatch(Block.ToolCall.class::isInstance);
      require(
          stop == StopReason.MAX_TOKENS || calls == (stop == StopReason.TOOL_USE),
          "stop reason %s, but the blocks %s tools",
          stop,
          calls ? "call" : "call no");
    }

    /** The same reply, billed as given. */
    public Reply withUsage(TokenUsage billed) {
      return new Reply(blocks, stop, Optional.of(billed));
    }
  }

  /** The reply cut in the middle, as if it had reached the output limit there. */
  record Truncated(Reply reply) implements ScriptedAnswer {}

  /** The model declines. */
  record Refusal(String text) implements ScriptedAnswer {}

  /** Silence for a while, then the answer. */
  record Delayed(Duration by, ScriptedAnswer then) implements ScriptedAnswer {
    public Delayed {
      require(!by.isNegative(), "delay is negative: %s", by);
    }
  }

  /** The reply with a pause before each event; a whole answer pauses once. */
  record Slow(Reply reply, Duration betweenEvents) implements ScriptedAnswer {
    public Slow {
      require(!betweenEvents.isNegative(), "pause between events is negative: %s", betweenEvents);
    }
  }

  /**
   * 429: the rate limit is reached.
   *
   * @param retryAfter sent as {@code retry-after}, rounded up to seconds, and exactly as {@code
   *     retry-after-ms} where the protocol has it; empty to leave the header out
   */
  record RateLimited(Optional<Duration> retryAfter) implements ScriptedAnswer {}

  /** 500. */
  record ServerError() implements ScriptedAnswer {}

  /** 529 from Anthropic, 503 from OpenAI: the provider, not the client, has too much to do. */
  record Overloaded() implements ScriptedAnswer {}

  /** The account has no money: 400 from Anthropic, 429 from OpenAI. Waiting does not help. */
  record OutOfCredit() implements ScriptedAnswer {}

  /**
   * An error of the script's own choosing, in the provider's form.
   *
   * @param status 400 to 599
   * @param type such as {@code permission_error}
   */
  record Rejected(int status, String type, String message) implements ScriptedAnswer {
    public Rejected {
      require(status >= 400 && status <= 599, "not an error status: %d", status);
    }
  }

  /** 200 with a body, or a first event, that is not JSON. */
  record MalformedJson() implements ScriptedAnswer {}

  /** The request is accepted and nothing is ever said, until the server closes. */
  record Stall() implements ScriptedAnswer {}

  /** The connection is closed without a word. */
  record HangUp() implements ScriptedAnswer {}

  /**
   * The reply begins and goes wrong on the way. A whole answer breaks off in the middle of its
   * body; {@link Ending#ERROR_EVENT} there is a plain overload error.
   *
   * @param afterEvents events sent before it goes wrong; at most one less than the reply has, so
   *     that a broken stream is never complete
   */
  record BrokenStream(Reply reply, int afterEvents, Ending ending) implements ScriptedAnswer {
    public BrokenStream {
      require(afterEvents >= 0, "negative number of events: %d", afterEvents);
    }
  }

  /** How a broken stream ends. */
  enum Ending {
    /** The connection is closed. */
    CUT,
    /** Nothing more is said, until the server closes. */
    SILENCE,
    /** The provider reports an overload inside the stream, then closes it properly. */
    ERROR_EVENT
  }

  /**
   * The script has no answer. The client gets a 400 that says so, since no retry will help; {@link
   * ModelScript#orElse} asks the next script instead.
   */
  record Unscripted(String why) implements ScriptedAnswer {}

  /** A reply of these blocks; the stop reason follows from whether they call tools. */
  static Reply reply(Block... blocks) {
    var list = List.of(blocks);
    var calls = list.stream().anyMatch(Block.ToolCall.class::isInstance);
    return new Reply(list, calls ? StopReason.TOOL_USE : StopReason.END_TURN, Optional.empty());
  }

  /** A reply in words. */
  static Reply text(String text) {
    return reply(Block.text(text));
  }

  /**
   * A reviewer that asks to see lines of a file before it judges.
   *
   * @param file without quotes and backslashes
   */
  static Reply askingForLines(String file, int from, int to) {
    return text(
        """
        {"approved": false, "issues": [], "suggestions": [],
         "more": [{"file": "%s", "from": %d, "to": %d, "symbol": ""}]}\
        """
            .formatted(file, from, to));
  }

  /** A reply that calls one tool. */
  static Reply toolCall(String name, Map<String, ?> args) {
    return reply(Block.toolCall(name, args));
  }

  /** 429 with this {@code retry-after}. */
  static RateLimited rateLimited(Duration retryAfter) {
    return new RateLimited(Optional.of(retryAfter));
  }
}
