package dev.parley.testkit;

import dev.parley.llm.ModelFailure;
import dev.parley.llm.ToolCall;
import dev.parley.model.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** What a model does with one call, whoever plays it. */
public sealed interface ModelScene {

  /** It answers in words. */
  record Says(String text, TokenUsage usage) implements ModelScene {}

  /** It asks for tools. Ids may be given by whoever plays the scene. */
  record AsksFor(List<ToolCall> calls) implements ModelScene {
    public AsksFor {
      calls = List.copyOf(calls);
    }
  }

  /** It declines. */
  record Refuses(String text) implements ModelScene {}

  /** Its answer is cut at the output limit, somewhere in this text. */
  record CutAtTheLimit(String text) implements ModelScene {}

  /** There is no answer. */
  record Fails(ModelFailure.Kind kind, Optional<Duration> retryAfter) implements ModelScene {}

  /**
   * Nothing comes, ever.
   *
   * @param asked counted down once the call has arrived
   */
  record FallsSilent(CountDownLatch asked) implements ModelScene {}

  /** It answers in words and counts ten tokens each way. */
  static Says says(String text) {
    return new Says(text, new TokenUsage(10, 10, 0, 0));
  }

  /** It asks for one tool. */
  static AsksFor asksFor(String tool, String arguments) {
    return new AsksFor(List.of(new ToolCall("call_1", tool, arguments)));
  }

  static Fails fails(ModelFailure.Kind kind) {
    return new Fails(kind, Optional.empty());
  }
}
