package dev.parley.bench;

import dev.parley.adapters.langchain4j.ProviderSettings.Protocol;
import dev.parley.llm.ModelClient;
import dev.parley.llm.Pause;
import dev.parley.llm.RetryPlan;
import dev.parley.llm.RetryingModelClient;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.safety.breaker.Breakers;
import dev.parley.safety.breaker.BreakingModelClient;
import dev.parley.safety.pacing.PacedModelClient;
import dev.parley.safety.pacing.Pacer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * 32 callers before a bucket of 200,000 tokens a minute, over real HTTP on loopback: how often the
 * provider refuses, how often callers give up, and how much of the bucket is used. All arms run at
 * the same time, each with a provider of its own.
 */
public final class PacingBench {

  private static final Duration WARM_UP = Duration.ofMinutes(1);
  private static final Duration MEASURED = Duration.ofMinutes(3);
  private static final Pause SLEEP = PacingBench::sleep;

  private PacingBench() {}

  /**
   * Measures and prints.
   *
   * @param args seconds to measure for, 180 unless given
   */
  public static void main(String[] args) {
    Logger.getLogger("").setLevel(Level.WARNING);
    var measured = args.length == 0 ? MEASURED : Duration.ofSeconds(Long.parseLong(args[0]));
    List<Arm> arms = new ArrayList<>();
    try {
      for (var protocol : Protocol.values()) {
        start(arms, new Arm("SDK retries", protocol), PacingBench::sdkRetries, 1);
        start(arms, new Arm("retry-after only", protocol), PacingBench::retryAfterOnly, 1);
        start(arms, new Arm("Parley", protocol), PacingBench::parley, 1);
        start(arms, new Arm("Parley, two processes", protocol), PacingBench::parley, 2);
      }
      sleep(WARM_UP);
      arms.forEach(arm -> arm.measure(true));
      long start = System.nanoTime();
      sleep(measured);
      arms.forEach(arm -> arm.measure(false));
      var took = Duration.ofNanos(System.nanoTime() - start);
      arms.forEach(arm -> System.out.println(arm.result(took)));
    } finally {
      arms.forEach(Arm::close);
    }
  }

  private static void start(List<Arm> arms, Arm arm, Arm.Chain chain, int processes) {
    arms.add(arm);
    arm.start(chain, processes);
  }

  private static ModelClient sdkRetries(Arm.Provider provider) {
    return new SdkRetries(provider.telling((_, _) -> {}), SLEEP);
  }

  private static ModelClient retryAfterOnly(Arm.Provider provider) {
    return retrying(provider.telling((_, _) -> {}));
  }

  private static ModelClient parley(Arm.Provider provider) {
    var clock = InstantSource.system();
    var pacer = new Pacer(clock);
    var paced = new PacedModelClient(provider.telling(pacer), pacer, SLEEP, _ -> {});
    return retrying(new BreakingModelClient(paced, new Breakers(clock), _ -> {}));
  }

  private static ModelClient retrying(ModelClient next) {
    return new RetryingModelClient(
        next, RetryPlan.STANDARD, new Random(1), SLEEP, InstantSource.system());
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(new Problem(Code.INTERRUPTED, "interrupted", ""));
    }
  }
}
