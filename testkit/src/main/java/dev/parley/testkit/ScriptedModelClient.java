package dev.parley.testkit;

import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelReply.StopReason;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.Role;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.model.TokenUsage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;

/** A model in memory that plays scenes, in order for each role. Thread-safe. */
public final class ScriptedModelClient implements ModelClient {

  private static final TokenUsage TEN = new TokenUsage(10, 10, 0, 0);

  private final Map<Role, Queue<ModelScene>> scenes = new EnumMap<>(Role.class);
  private final List<ModelRequest> requests = new ArrayList<>();

  /** Adds scenes to those of this role. */
  public synchronized ScriptedModelClient on(Role role, ModelScene... more) {
    scenes.computeIfAbsent(role, _ -> new ArrayDeque<>()).addAll(List.of(more));
    return this;
  }

  /** All requests so far, in order. */
  public synchronized List<ModelRequest> requests() {
    return List.copyOf(requests);
  }

  /** Whether every scene was played. */
  public synchronized boolean isOver() {
    return scenes.values().stream().allMatch(Queue::isEmpty);
  }

  /**
   * @throws IllegalStateException if the role has no scene left
   */
  @Override
  public ModelReply call(ModelRequest request) {
    return play(nextScene(request));
  }

  private synchronized ModelScene nextScene(ModelRequest request) {
    requests.add(request);
    var queue = scenes.get(request.role());
    ModelScene scene = queue == null ? null : queue.poll();
    if (scene == null) {
      throw new IllegalStateException("no scene left for " + request.role().wireName());
    }
    return scene;
  }

  private static ModelReply play(ModelScene scene) {
    return switch (scene) {
      case ModelScene.Says(var text, var usage) -> reply(text, StopReason.END, usage);
      case ModelScene.AsksFor(var calls) ->
          new ModelReply("", calls, StopReason.TOOL_USE, Optional.of(TEN));
      case ModelScene.Refuses(var text) -> reply(text, StopReason.REFUSED, TEN);
      case ModelScene.CutAtTheLimit(var text) ->
          reply(text.substring(0, text.length() / 2), StopReason.LENGTH, TEN);
      case ModelScene.Fails(var kind, var retryAfter) ->
          throw new ModelFailure(kind, "scripted", retryAfter);
      case ModelScene.FallsSilent(var asked) -> {
        asked.countDown();
        throw waitForInterrupt();
      }
    };
  }

  private static ModelReply reply(String text, StopReason stopReason, TokenUsage usage) {
    return new ModelReply(text, List.of(), stopReason, Optional.of(usage));
  }

  private static ProblemException waitForInterrupt() {
    try {
      new CountDownLatch(1).await();
      throw new IllegalStateException("nobody counts down");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new ProblemException(new Problem(Code.INTERRUPTED, "the call was interrupted", ""));
    }
  }
}
