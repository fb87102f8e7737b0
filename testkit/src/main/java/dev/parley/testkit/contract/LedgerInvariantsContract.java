package dev.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.AttemptId;
import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Ledger.Answer.Refused;
import dev.parley.safety.Ledger.Answer.Reserved;
import dev.parley.safety.Ledger.Answer.Wait;
import dev.parley.safety.Ledger.Spend;
import dev.parley.safety.Limits;
import dev.parley.safety.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds in every {@link dev.parley.safety.Ledger} however many call at once. */
public abstract class LedgerInvariantsContract extends LedgerScene {

  private static final int CALLERS = 64;
  private static final Spend NOTHING = new Spend(Money.ZERO, Money.ZERO, 0, TokenUsage.NONE);

  static LongStream seeds() {
    return LongStream.range(0, 3);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void theMoneyOfARunIsNeverExceededAndLittleIsLeft(long seed) throws Exception {
    long limit = usd("1").micros();
    neverOver(
        new Binding(usdOfRun("1"), new Scope.Run(RUN), LedgerInvariantsContract::charged, limit),
        seed);

    assertThat(spend().reserved()).isEqualTo(Money.ZERO);
    assertThat(spend().settled().micros()).isBetween(limit * 95 / 100, limit);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void theRequestsOfAnHourAreNeverExceededAndAllAreUsed(long seed) throws Exception {
    neverOver(new Binding(requestsOfHour(100), new Scope.LastHour(), Spend::requests, 100), seed);

    assertThat(ledger().spendOf(new Scope.LastHour()).requests()).isEqualTo(100);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void theTokensOfADayAreNeverExceededAndLittleIsLeft(long seed) throws Exception {
    long limit = 300_000;
    neverOver(
        new Binding(
            tokensOfDay(limit), new Scope.LastDay(), spend -> spend.usage().limited(), limit),
        seed);

    assertThat(ledger().spendOf(new Scope.LastDay()).usage().limited())
        .isBetween(limit * 95 / 100, limit);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void childrenSumToTheirParentWhateverBecomesOfTheCalls(long seed) throws Exception {
    List<Callable<List<Booked>>> callers =
        IntStream.range(0, CALLERS)
            .<Callable<List<Booked>>>mapToObj(i -> () -> callAtWill(i, new Random(seed * 997 + i)))
            .toList();
    List<Booked> booked = all(callers).stream().flatMap(Collection::stream).toList();

    for (RunId run : List.of(RUN, OTHER_RUN)) {
      var ofRun = booked.stream().filter(call -> call.run().equals(run)).toList();
      var tasks = List.of(new TaskId("A"), new TaskId("B"));
      assertThat(ledger().spendOf(run)).isEqualTo(sumOf(ofRun));
      assertThat(ledger().spendOf(Scope.meetingOf(run))).isEqualTo(ledger().spendOf(run));
      Spend drafting = sumOf(ofRun.stream().filter(call -> call.attempt().isEmpty()).toList());
      assertThat(plus(drafting, sum(tasks.stream().map(t -> new Scope.Task(run, t)).toList())))
          .isEqualTo(ledger().spendOf(run));
      for (TaskId task : tasks) {
        var attempts =
            IntStream.rangeClosed(1, 3)
                .mapToObj(n -> new Scope.Attempt(new AttemptId(run, task, n)))
                .toList();
        assertThat(sum(attempts)).isEqualTo(ledger().spendOf(new Scope.Task(run, task)));
      }
    }
    Spend whole = sumOf(booked);
    assertThat(ledger().spendOf(new Scope.Model(MODEL))).isEqualTo(whole);
    assertThat(ledger().spendOf(new Scope.LastDay())).isEqualTo(whole);
    assertThat(ledger().spendOf(new Scope.LastHour())).isEqualTo(whole);
    assertThat(reopened().spendOf(new Scope.LastDay())).isEqualTo(whole);
  }

  /** A limit, and where it is seen how much of it is used. */
  private record Binding(Limits limits, Scope scope, ToLongFunction<Spend> used, long most) {}

  /** A call as it ended, for the sums the test adds up itself. */
  private record Booked(RunId run, Optional<AttemptId> attempt, Spend spend) {}

  private void neverOver(Binding binding, long seed) throws Exception {
    var gaveBack = new Semaphore(0);
    List<Callable<List<Long>>> callers =
        IntStream.range(0, CALLERS)
            .<Callable<List<Long>>>mapToObj(
                i -> () -> callUntilRefused(binding, i, new Random(seed * 997 + i), gaveBack))
            .toList();
    List<Long> seen = all(callers).stream().flatMap(Collection::stream).toList();

    assertThat(seen).isNotEmpty().allMatch(used -> used <= binding.most());
  }

  /** Returns what was used of the limit, as seen after each step. */
  private List<Long> callUntilRefused(
      Binding binding, int caller, Random random, Semaphore gaveBack) throws InterruptedException {
    var seen = new ArrayList<Long>();
    for (int call = 0; ; ) {
      String id = caller + "/" + call;
      var upperBound = new Money(random.nextLong(4_000, 20_000));
      long tokens = random.nextLong(1_000, 8_000);
      var ask = call(id, fence, Optional.empty(), upperBound, tokens);
      switch (ledger().reserve(ask, binding.limits())) {
        case Refused _ -> {
          return seen;
        }
        case Wait _ -> {
          var _ = gaveBack.tryAcquire(20, TimeUnit.MILLISECONDS);
        }
        case Reserved _ -> {
          seen.add(used(binding));
          var usage =
              new TokenUsage(random.nextLong(tokens / 2), random.nextLong(tokens / 2), 0, 7);
          var cost = new Money(random.nextLong(upperBound.micros() + 1));
          ledger().settle(id, Optional.of(usage), Optional.of(cost));
          gaveBack.release();
          seen.add(used(binding));
          call++;
        }
      }
    }
  }

  private long used(Binding binding) {
    return binding.used().applyAsLong(ledger().spendOf(binding.scope()));
  }

  /** Settles, releases, settles twice, settles what was released, or dies, as chance has it. */
  private List<Booked> callAtWill(int caller, Random random) {
    var booked = new ArrayList<Booked>();
    for (int i = 0; i < 4; i++) {
      var by = random.nextBoolean() ? fence : otherFence;
      RunId run = by.stream().run();
      Optional<AttemptId> attempt =
          random.nextInt(3) == 0
              ? Optional.empty()
              : Optional.of(
                  new AttemptId(
                      run, new TaskId(random.nextBoolean() ? "A" : "B"), random.nextInt(1, 4)));
      var bound = new Money(random.nextLong(1, 20_000));
      var ask = call(caller + "/" + i, by, attempt, bound, random.nextLong(1, 9_000));
      assertThat(ledger().reserve(ask, usdOfRun("1000"))).isInstanceOf(Reserved.class);
      booked.add(new Booked(run, attempt, end(ask.requestId(), bound, random)));
    }
    return booked;
  }

  private Spend end(String id, Money bound, Random random) {
    var usage = new TokenUsage(random.nextInt(99), random.nextInt(99), random.nextInt(9), 5);
    var cost = new Money(random.nextLong(bound.micros() + 1));
    var settled = new Spend(cost, Money.ZERO, 1, usage);
    return switch (random.nextInt(6)) {
      case 0 -> {
        yield new Spend(Money.ZERO, bound, 1, TokenUsage.NONE);
      }
      case 1 -> {
        ledger().release(id);
        ledger().release(id);
        yield NOTHING;
      }
      case 2 -> {
        ledger().settle(id, Optional.empty(), Optional.empty());
        yield new Spend(bound, Money.ZERO, 1, TokenUsage.NONE);
      }
      case 3 -> {
        ledger().release(id);
        ledger().settle(id, Optional.of(usage), Optional.of(cost));
        yield settled;
      }
      case 4 -> {
        ledger().settle(id, Optional.of(usage), Optional.of(cost));
        ledger().settle(id, Optional.empty(), Optional.empty());
        ledger().release(id);
        yield settled;
      }
      default -> {
        ledger().settle(id, Optional.of(usage), Optional.of(cost));
        yield settled;
      }
    };
  }

  private Spend sum(List<? extends Scope> scopes) {
    return scopes.stream()
        .map(scope -> ledger().spendOf(scope))
        .reduce(NOTHING, LedgerInvariantsContract::plus);
  }

  private static Spend sumOf(List<Booked> calls) {
    return calls.stream().map(Booked::spend).reduce(NOTHING, LedgerInvariantsContract::plus);
  }

  private static Spend plus(Spend one, Spend other) {
    return new Spend(
        one.settled().plus(other.settled()),
        one.reserved().plus(other.reserved()),
        one.requests() + other.requests(),
        one.usage().plus(other.usage()));
  }

  private static long charged(Spend spend) {
    return spend.settled().plus(spend.reserved()).micros();
  }

  private static <T> List<T> all(List<Callable<T>> callers) throws Exception {
    var results = new ArrayList<T>();
    try (var executor = Executors.newFixedThreadPool(callers.size())) {
      for (Future<T> caller : executor.invokeAll(callers)) {
        results.add(caller.get());
      }
    }
    return results;
  }
}
