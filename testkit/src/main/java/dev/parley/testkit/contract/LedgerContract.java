package dev.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.event.EventLog;
import dev.parley.event.Fence;
import dev.parley.event.StaleWriteException;
import dev.parley.event.StreamId;
import dev.parley.llm.CallContext;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Ledger;
import dev.parley.safety.Ledger.Answer.Refused;
import dev.parley.safety.Ledger.Answer.Reserved;
import dev.parley.safety.Ledger.Answer.Wait;
import dev.parley.safety.Ledger.Spend;
import dev.parley.safety.LedgerRules;
import dev.parley.safety.Limits;
import dev.parley.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} promises. */
public abstract class LedgerContract {

  private static final RunId RUN = new RunId("run-1");
  private static final RunId OTHER_RUN = new RunId("run-2");
  private static final ModelName MODEL = new ModelName("scripted", "model");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  protected final ManualClock clock = new ManualClock();
  private Fence fence = new Fence(StreamId.draft(RUN), 1);
  private Fence otherFence = new Fence(StreamId.draft(OTHER_RUN), 1);

  /** An empty ledger; the same one throughout a test. */
  protected abstract Ledger ledger();

  /** The log of the same store. */
  protected abstract EventLog log();

  @BeforeEach
  void takeTheStreams() {
    fence = raise(StreamId.draft(RUN));
    otherFence = raise(StreamId.draft(OTHER_RUN));
  }

  @Test
  void reservesWhatFitsAndWaitsForWhatIsOutstanding() {
    Limits limits = usdOfRun("1");

    assertThat(reserve("a", "0.60", limits)).isEqualTo(new Reserved("a"));
    assertThat(reserve("b", "0.60", limits)).isEqualTo(new Wait("max_usd_per_run"));
    assertThat(reserve("c", "0.40", limits)).isEqualTo(new Reserved("c"));
    assertThat(spend()).isEqualTo(new Spend(Money.ZERO, usd("1"), 2, TokenUsage.NONE));
  }

  @Test
  void givesTheRestOfAReservationBackWhenItIsSettled() {
    Limits limits = usdOfRun("1");
    reserve("a", "0.60", limits);

    settle("a", new TokenUsage(100, 20, 3, 4000), "0.10");

    assertThat(spend())
        .isEqualTo(new Spend(usd("0.10"), Money.ZERO, 1, new TokenUsage(100, 20, 3, 4000)));
    assertThat(reserve("b", "0.90", limits)).isEqualTo(new Reserved("b"));
  }

  @Test
  void refusesForGoodWhatARunCannotPay() {
    Limits limits = usdOfRun("1");
    reserve("a", "0.60", limits);
    settle("a", new TokenUsage(100, 20, 0, 0), "0.60");
    reserve("b", "0.10", limits);

    var answer = (Refused) reserve("c", "0.50", limits);

    assertThat(answer.limit()).isEqualTo("max_usd_per_run");
    assertThat(answer.reason())
        .contains("$0.6000 spent", "$0.1000 reserved", "$0.5000 asked for", "is $1.0000");
    assertThat(answer.until()).isEmpty();
    clock.advance(DAY.multipliedBy(2));
    assertThat(reserve("c", "0.50", limits)).isInstanceOf(Refused.class);
  }

  @Test
  void anotherRunHasItsOwnBudgetButTheSameDay() {
    Limits limits = new Limits(1000, 1000, 5, HOUR, usd("1"), usd("1.50"), 3, 4);
    spend("a", "1");

    assertThat(reserve("b", "0.10", limits)).isInstanceOf(Refused.class);
    assertThat(ask("c", otherFence, "0.50", 0, limits)).isEqualTo(new Reserved("c"));
    assertThat(ask("d", otherFence, "0.10", 0, limits)).isEqualTo(new Wait("max_usd_per_day"));
    assertThat(ledger().spendOf(OTHER_RUN).reserved()).isEqualTo(usd("0.50"));
  }

  @Test
  void aDaysMoneyRollsOnAndSaysWhen() {
    Limits limits = usdOfDay("1");
    Instant start = clock.instant();
    spend("a", "0.40");
    clock.advance(HOUR);
    spend("b", "0.50");

    var answer = (Refused) reserve("c", "0.30", limits);

    assertThat(answer.limit()).isEqualTo("max_usd_per_day");
    assertThat(answer.until()).contains(start.plus(DAY).plusSeconds(60));
    clock.set(answer.until().orElseThrow().minusNanos(1000));
    assertThat(reserve("c", "0.30", limits)).isInstanceOf(Refused.class);
    clock.set(answer.until().orElseThrow());
    assertThat(reserve("c", "0.30", limits)).isEqualTo(new Reserved("c"));
  }

  @Test
  void whatExceedsADayAloneIsRefusedForGood() {
    var answer = (Refused) reserve("a", "1.01", usdOfDay("1"));

    assertThat(answer.until()).isEmpty();
  }

  @Test
  void requestsOfAnHourSlideExactly() {
    Limits limits = requestsOfHour(2);
    Instant first = clock.instant();
    reserve("a", "0.01", limits);
    clock.advance(Duration.ofMinutes(10));
    settle("a", TokenUsage.NONE, "0.01");
    reserve("b", "0.01", limits);

    var answer = (Refused) reserve("c", "0.01", limits);

    assertThat(answer.limit()).isEqualTo("max_llm_requests_per_hour");
    assertThat(answer.until()).contains(first.plus(HOUR));
    clock.set(first.plus(HOUR).minusNanos(1000));
    assertThat(reserve("c", "0.01", limits)).isInstanceOf(Refused.class);
    clock.set(first.plus(HOUR));
    assertThat(reserve("c", "0.01", limits)).isEqualTo(new Reserved("c"));
  }

  @Test
  void tokensOfADayCountInputOutputAndCacheWrites() {
    Limits limits = tokensOfDay(1000);
    ask("a", fence, "0.01", 900, limits);
    assertThat(ask("b", fence, "0.01", 101, limits)).isEqualTo(new Wait("max_llm_tokens_per_day"));

    settle("a", new TokenUsage(100, 200, 300, 50_000), "0.01");

    assertThat(ask("b", fence, "0.01", 400, limits)).isEqualTo(new Reserved("b"));
    settle("b", new TokenUsage(400, 0, 0, 0), "0.01");
    var answer = (Refused) ask("c", fence, "0.01", 1, limits);
    assertThat(answer.limit()).isEqualTo("max_llm_tokens_per_day");
    assertThat(answer.reason()).contains("1000 tokens used", "is 1000");
    clock.set(answer.until().orElseThrow());
    assertThat(ask("c", fence, "0.01", 1, limits)).isEqualTo(new Reserved("c"));
  }

  @Test
  void aDayIsCountedToTheEndOfItsMinute() {
    Limits limits = tokensOfDay(1000);
    clock.advance(Duration.ofSeconds(59));
    ask("a", fence, "0.01", 1000, limits);
    settle("a", new TokenUsage(1000, 0, 0, 0), "0.01");
    clock.advance(DAY);

    assertThat(ask("b", fence, "0.01", 1, limits)).isInstanceOf(Refused.class);
    clock.advance(Duration.ofSeconds(1));
    assertThat(ask("b", fence, "0.01", 1, limits)).isEqualTo(new Reserved("b"));
  }

  @Test
  void aChargeAgesFromItsSettlement() {
    Limits limits = usdOfDay("1");
    reserve("a", "1", limits);
    clock.advance(HOUR);
    settle("a", TokenUsage.NONE, "1");
    clock.advance(DAY.minus(Duration.ofMinutes(30)));

    assertThat(reserve("b", "0.10", limits)).isInstanceOf(Refused.class);
  }

  @Test
  void namesTheObstacleThatLastsLongest() {
    Limits limits = new Limits(1, 1000, 5, HOUR, usd("1"), usd("1"), 3, 4);
    spend("a", "1");

    assertThat(((Refused) reserve("b", "0.10", limits)).limit()).isEqualTo("max_usd_per_run");
    assertThat(((Refused) ask("b", otherFence, "0.10", 0, limits)).limit())
        .isEqualTo("max_usd_per_day");
  }

  @Test
  void reservesAnIdOnlyOnce() {
    Limits limits = usdOfRun("1");

    assertThat(reserve("a", "0.60", limits)).isEqualTo(new Reserved("a"));
    assertThat(reserve("a", "0.60", limits)).isEqualTo(new Reserved("a"));

    assertThat(spend().reserved()).isEqualTo(usd("0.60"));
  }

  @Test
  void anIdThatHadToWaitMayAskAgain() {
    Limits limits = usdOfRun("1");
    reserve("a", "0.60", limits);
    assertThat(reserve("b", "0.60", limits)).isInstanceOf(Wait.class);

    ledger().release("a");

    assertThat(reserve("b", "0.60", limits)).isEqualTo(new Reserved("b"));
  }

  @Test
  void settlingTwiceChangesNothing() {
    reserve("a", "0.60", usdOfRun("1"));
    settle("a", new TokenUsage(1, 2, 3, 4), "0.10");
    Spend before = spend();

    settle("a", new TokenUsage(100, 200, 300, 400), "0.50");
    ledger().release("a");

    assertThat(spend()).isEqualTo(before);
  }

  @Test
  void unknownUsageSettlesAtTheReservation() {
    Limits limits = new Limits(1000, 1000, 5, HOUR, usd("1"), usd("1"), 3, 4);
    ask("a", fence, "0.60", 700, limits);

    ledger().settle("a", Optional.empty(), Optional.empty(), clock.instant());

    assertThat(spend()).isEqualTo(new Spend(usd("0.60"), Money.ZERO, 1, TokenUsage.NONE));
    assertThat(ask("b", fence, "0.01", 301, limits)).isInstanceOf(Refused.class);
    assertThat(ask("b", fence, "0.01", 300, limits)).isEqualTo(new Reserved("b"));
  }

  @Test
  void knownUsageOfUnknownPriceSettlesAtTheReservation() {
    reserve("a", "0.60", usdOfRun("1"));

    ledger()
        .settle("a", Optional.of(new TokenUsage(1, 2, 0, 0)), Optional.empty(), clock.instant());

    assertThat(spend())
        .isEqualTo(new Spend(usd("0.60"), Money.ZERO, 1, new TokenUsage(1, 2, 0, 0)));
  }

  @Test
  void chargesWhatACallReallyCostEvenAboveItsReservation() {
    reserve("a", "0.60", usdOfRun("1"));

    settle("a", TokenUsage.NONE, "0.95");

    assertThat(spend().settled()).isEqualTo(usd("0.95"));
    assertThat(reserve("b", "0.06", usdOfRun("1"))).isInstanceOf(Refused.class);
  }

  @Test
  void releasingGivesEverythingBackAndDoingItTwiceChangesNothing() {
    Limits limits = new Limits(1, 1000, 5, HOUR, usd("1"), usd("1"), 3, 4);
    ask("a", fence, "1", 1000, limits);

    ledger().release("a");
    ledger().release("a");

    assertThat(spend()).isEqualTo(new Spend(Money.ZERO, Money.ZERO, 0, TokenUsage.NONE));
    assertThat(ask("b", fence, "1", 1000, limits)).isEqualTo(new Reserved("b"));
  }

  @Test
  void aReleasedCallThatIsSettledAfterAllIsCharged() {
    reserve("a", "0.60", usdOfRun("1"));
    ledger().release("a");

    ledger().settle("a", Optional.empty(), Optional.empty(), clock.instant());

    assertThat(spend().settled()).isEqualTo(usd("0.60"));
  }

  @Test
  void settlesNothingThatWasNeverReserved() {
    assertThatThrownBy(() -> settle("unknown", TokenUsage.NONE, "0.10"))
        .isInstanceOf(IllegalArgumentException.class);
    ledger().release("unknown");

    assertThat(spend().requests()).isZero();
  }

  @Test
  void refusesWhoeverWasOvertaken() {
    Fence newer = raise(fence.stream());

    assertThatThrownBy(() -> reserve("a", "0.10", usdOfRun("1")))
        .isInstanceOf(StaleWriteException.class);

    assertThat(spend().requests()).isZero();
    assertThat(ask("a", newer, "0.10", 0, usdOfRun("1"))).isEqualTo(new Reserved("a"));
  }

  @Test
  void nobodyWaitsForACallWhoseCallerDiedButItStaysCharged() {
    Limits limits = usdOfRun("1");
    reserve("orphan", "0.60", limits);

    Fence revived = raise(fence.stream());

    assertThat(ask("b", revived, "0.60", 0, limits)).isInstanceOf(Refused.class);
    assertThat(ask("c", revived, "0.40", 0, limits)).isEqualTo(new Reserved("c"));
    assertThat(spend().reserved()).isEqualTo(usd("1"));
  }

  @Test
  void nobodyWaitsForACallThatIsOutstandingForTooLong() {
    Limits limits = usdOfRun("1");
    reserve("a", "0.60", limits);

    clock.advance(LedgerRules.LONGEST_CALL);

    assertThat(reserve("b", "0.60", limits)).isInstanceOf(Refused.class);
  }

  @Test
  void anOrphanLeavesTheDayLikeAnyOtherCharge() {
    Limits limits = usdOfDay("1");
    reserve("orphan", "1", limits);

    clock.advance(DAY.plusMinutes(1));

    assertThat(reserve("b", "1", limits)).isEqualTo(new Reserved("b"));
  }

  @Test
  void aClockSetBackGrantsNothing() {
    Limits limits = new Limits(2, 1000, 5, HOUR, usd("10"), usd("1"), 3, 4);
    spend("a", "1");

    clock.advance(DAY.negated());

    assertThat(reserve("b", "0.10", limits)).isInstanceOf(Refused.class);
    ask("c", otherFence, "0", 0, limits);
    assertThat(((Refused) ask("d", otherFence, "0", 0, limits)).limit())
        .isEqualTo("max_llm_requests_per_hour");
  }

  @Test
  void limitsMayChangeBetweenCalls() {
    spend("a", "1");
    assertThat(reserve("b", "0.50", usdOfRun("1"))).isInstanceOf(Refused.class);

    assertThat(reserve("b", "0.50", usdOfRun("2"))).isEqualTo(new Reserved("b"));
  }

  @Test
  void sixtyFourCallersNeverPassTheLimitAndLeaveLittleUnused() throws Exception {
    Money limit = usd("1");
    var gaveBack = new Semaphore(0);
    List<Callable<List<Long>>> callers =
        IntStream.range(0, 64)
            .<Callable<List<Long>>>mapToObj(i -> () -> callUntilRefused(i, limit, gaveBack))
            .toList();

    List<Long> committed = new ArrayList<>();
    try (var executor = Executors.newFixedThreadPool(callers.size())) {
      for (Future<List<Long>> caller : executor.invokeAll(callers)) {
        committed.addAll(caller.get());
      }
    }

    assertThat(committed).isNotEmpty().allMatch(micros -> micros <= limit.micros());
    assertThat(spend().reserved()).isEqualTo(Money.ZERO);
    assertThat(spend().settled().micros()).isBetween(limit.micros() * 95 / 100, limit.micros());
  }

  /** Returns what was committed, settled and reserved together, as seen after each step. */
  private List<Long> callUntilRefused(int caller, Money limit, Semaphore gaveBack)
      throws InterruptedException {
    var random = new Random(caller);
    var seen = new ArrayList<Long>();
    for (int call = 0; ; ) {
      String id = caller + "/" + call;
      var upperBound = new Money(random.nextLong(4_000, 20_000));
      Ledger.Answer answer = reserve(id, upperBound.usd().toPlainString(), usdOfRun(limit));
      switch (answer) {
        case Refused _ -> {
          return seen;
        }
        case Wait _ -> {
          var _ = gaveBack.tryAcquire(20, TimeUnit.MILLISECONDS);
        }
        case Reserved _ -> {
          seen.add(committed());
          var cost = new Money(random.nextLong(upperBound.micros() + 1));
          settle(id, TokenUsage.NONE, cost.usd().toPlainString());
          gaveBack.release();
          seen.add(committed());
          call++;
        }
      }
    }
  }

  private long committed() {
    Spend spend = spend();
    return spend.settled().plus(spend.reserved()).micros();
  }

  private Ledger.Answer reserve(String id, String usd, Limits limits) {
    return ask(id, fence, usd, 0, limits);
  }

  private Ledger.Answer ask(String id, Fence by, String usd, long tokens, Limits limits) {
    var context = new CallContext(by.stream().run(), Optional.empty(), by);
    return ledger()
        .reserve(new Ledger.Ask(id, context, MODEL, usd(usd), tokens), limits, clock.instant());
  }

  private void settle(String id, TokenUsage usage, String usd) {
    ledger().settle(id, Optional.of(usage), Optional.of(usd(usd)), clock.instant());
  }

  private void spend(String id, String usd) {
    reserve(id, usd, usdOfRun("1000"));
    settle(id, TokenUsage.NONE, usd);
  }

  private Spend spend() {
    return ledger().spendOf(RUN);
  }

  private Fence raise(StreamId stream) {
    return log().transact(t -> t.raiseEpoch(stream));
  }

  private static Money usd(String usd) {
    return Money.ofUsd(usd);
  }

  private static Limits usdOfRun(String usd) {
    return usdOfRun(usd(usd));
  }

  private static Limits usdOfRun(Money money) {
    return new Limits(1_000_000, 1_000_000, 5, HOUR, money, usd("10000"), 3, 4);
  }

  private static Limits usdOfDay(String usd) {
    return new Limits(1_000_000, 1_000_000, 5, HOUR, usd("10000"), usd(usd), 3, 4);
  }

  private static Limits requestsOfHour(int requests) {
    return new Limits(requests, 1_000_000, 5, HOUR, usd("10000"), usd("10000"), 3, 4);
  }

  private static Limits tokensOfDay(long tokens) {
    return new Limits(1_000_000, tokens, 5, HOUR, usd("10000"), usd("10000"), 3, 4);
  }
}
