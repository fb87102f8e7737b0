package dev.parley.testkit.modelserver;

import dev.parley.testkit.modelserver.ScriptedAnswer.Unscripted;

/**
 * Decides what the model answers. Called from many threads at once, so it must be thread-safe.
 *
 * <p>A script should look at the request alone, never at a count of calls: a client that crashes
 * and asks again must be told the same. {@link ConversationScript} does that; {@link FaultPlan} and
 * {@link RandomFaults}, which do count, go around it.
 */
@FunctionalInterface
public interface ModelScript {

  /** The answer. An exception reaches the client as a 400 that carries its message. */
  ScriptedAnswer answer(ScriptedRequest request);

  /** This script, or the next where this one has no answer. */
  default ModelScript orElse(ModelScript next) {
    return request -> {
      var answer = answer(request);
      return answer instanceof Unscripted ? next.answer(request) : answer;
    };
  }
}
