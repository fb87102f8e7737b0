package dev.parley.testkit.sim;

import dev.parley.agent.AgentTask;
import dev.parley.llm.LlmListener;
import dev.parley.llm.Message;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.Pause;
import dev.parley.llm.Role;
import dev.parley.model.AttemptId;
import dev.parley.model.ModelName;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Ledger;
import dev.parley.safety.Limits;
import dev.parley.safety.Meter;
import dev.parley.safety.MeteredModelClient;
import dev.parley.safety.PriceCatalogue;
import dev.parley.testkit.CountingIds;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The calls an attempt makes and pays for, through the real meter: some answered, some answered
 * without a word of their usage, some refused, some broken off. Drawn from the seed and the attempt
 * alone.
 */
final class SimulatedCalls {

  private static final ModelName MODEL = new ModelName("anthropic", "claude-haiku-4-5");
  private static final int CALLS_MAX = 4;
  private static final int OUTPUT_MAX = 2_048;

  private final long seed;
  private final Meter meter;
  private final Pause pause;
  private final InstantSource clock;

  SimulatedCalls(long seed, Ledger ledger, Pause pause, InstantSource clock, CountingIds ids) {
    this.seed = seed;
    this.meter = new Meter(ledger, PriceCatalogue.embedded(), () -> Limits.STANDARD, ids);
    this.pause = pause;
    this.clock = clock;
  }

  /** Makes the calls of one attempt. */
  void make(AgentTask task, LlmListener listener) {
    var random = random(task.attempt());
    var client = new MeteredModelClient(_ -> reply(random), meter, pause, clock, listener);
    int calls = random.nextInt(CALLS_MAX + 1);
    for (int call = 0; call < calls; call++) {
      try {
        var _ = client.call(request(task));
      } catch (ModelFailure failure) {
        // The agent goes on without this answer: only the bill is of interest.
      }
    }
  }

  private Random random(AttemptId attempt) {
    return new Random(seed * 17 + attempt.task().hashCode() * 3L + attempt.number());
  }

  private static ModelReply reply(Random random) {
    return switch (random.nextInt(10)) {
      case 0 ->
          throw new ModelFailure(ModelFailure.Kind.RATE_LIMITED, "simulated", Optional.empty());
      case 1 -> throw new ModelFailure(ModelFailure.Kind.CONNECTION, "simulated", Optional.empty());
      case 2 -> answer(Optional.empty());
      default ->
          answer(
              Optional.of(
                  new TokenUsage(
                      1 + random.nextInt(40),
                      1 + random.nextInt(OUTPUT_MAX),
                      0,
                      random.nextInt(40))));
    };
  }

  private static ModelReply answer(Optional<TokenUsage> usage) {
    return new ModelReply("done", List.of(), ModelReply.StopReason.END, usage);
  }

  private static ModelRequest request(AgentTask task) {
    return new ModelRequest(
        Role.CODING,
        MODEL,
        task.context(),
        "You code.",
        List.of(new Message.User(task.task().description())),
        List.of(),
        Optional.empty(),
        OUTPUT_MAX,
        false);
  }
}
