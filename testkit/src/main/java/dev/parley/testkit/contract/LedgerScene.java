package dev.parley.testkit.contract;

import dev.parley.event.EventLog;
import dev.parley.event.Fence;
import dev.parley.event.StreamId;
import dev.parley.llm.CallContext;
import dev.parley.model.AttemptId;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Ledger;
import dev.parley.safety.Ledger.Spend;
import dev.parley.safety.Limits;
import dev.parley.testkit.ManualClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** Two runs that call one model, for the contracts of {@link Ledger}. */
public abstract class LedgerScene {

  protected static final RunId RUN = new RunId("run-1");
  protected static final RunId OTHER_RUN = new RunId("run-2");
  protected static final ModelName MODEL = new ModelName("scripted", "model");
  protected static final Duration HOUR = Duration.ofHours(1);
  protected static final Duration DAY = Duration.ofDays(1);

  protected final ManualClock clock = new ManualClock();
  protected Fence fence = new Fence(StreamId.draft(RUN), 1);
  protected Fence otherFence = new Fence(StreamId.draft(OTHER_RUN), 1);

  /** An empty ledger; the same one throughout a test. */
  protected abstract Ledger ledger();

  /** The same ledger, as a process that starts now opens it. */
  protected abstract Ledger reopened();

  /** The log of the same store. */
  protected abstract EventLog log();

  @BeforeEach
  void takeTheStreams() {
    fence = raise(StreamId.draft(RUN));
    otherFence = raise(StreamId.draft(OTHER_RUN));
  }

  protected final Fence raise(StreamId stream) {
    return log().transact(t -> t.raiseEpoch(stream));
  }

  protected final Ledger.Answer reserve(String id, String usd, Limits limits) {
    return ask(id, fence, usd, 0, limits);
  }

  protected final Ledger.Answer ask(String id, Fence by, String usd, long tokens, Limits limits) {
    return ledger().reserve(call(id, by, Optional.empty(), usd(usd), tokens), limits);
  }

  protected static Ledger.Ask call(
      String id, Fence by, Optional<AttemptId> attempt, Money upperBound, long tokens) {
    var context = new CallContext(by.stream().run(), attempt, by);
    return new Ledger.Ask(id, context, MODEL, upperBound, tokens);
  }

  protected final void settle(String id, TokenUsage usage, String usd) {
    ledger().settle(id, Optional.of(usage), Optional.of(usd(usd)));
  }

  protected final void spend(String id, String usd) {
    reserve(id, usd, usdOfRun("1000"));
    settle(id, TokenUsage.NONE, usd);
  }

  protected final Spend spend() {
    return ledger().spendOf(RUN);
  }

  protected static Money usd(String usd) {
    return Money.ofUsd(usd);
  }

  protected static Limits usdOfRun(String usd) {
    return limits(1_000_000, 1_000_000, usd, "10000");
  }

  protected static Limits usdOfDay(String usd) {
    return limits(1_000_000, 1_000_000, "10000", usd);
  }

  protected static Limits requestsOfHour(int requests) {
    return limits(requests, 1_000_000, "10000", "10000");
  }

  protected static Limits tokensOfDay(long tokens) {
    return limits(1_000_000, tokens, "10000", "10000");
  }

  protected static Limits limits(
      int requestsPerHour, long tokensPerDay, String usdPerRun, String usdPerDay) {
    return new Limits(requestsPerHour, tokensPerDay, 5, HOUR, usd(usdPerRun), usd(usdPerDay), 3, 4);
  }
}
