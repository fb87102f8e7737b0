package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.event.Fence;
import dev.parley.event.StaleWriteException;
import dev.parley.event.StreamId;
import dev.parley.llm.CallContext;
import dev.parley.llm.LlmPayload;
import dev.parley.llm.LlmPayload.ModelCalled;
import dev.parley.llm.Message;
import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelFailure.Kind;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelReply.StopReason;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.Pause;
import dev.parley.llm.RetryPlan;
import dev.parley.llm.RetryingModelClient;
import dev.parley.llm.Role;
import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Ledger.Spend;
import dev.parley.safety.Limits;
import dev.parley.safety.Meter;
import dev.parley.safety.MeteredModelClient;
import dev.parley.safety.PriceCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MeteredModelClientTest {

  private static final RunId RUN = new RunId("run-1");
  private static final ModelName HAIKU = new ModelName("anthropic", "claude-haiku-4-5");
  private static final ModelReply REPLY = replying(new TokenUsage(1_000, 200, 0, 0));

  private final ManualClock clock = new ManualClock();
  private final InMemoryEventLog log = new InMemoryEventLog(clock);
  private final InMemoryLedger ledger = new InMemoryLedger(log);
  private final Fence fence = log.transact(t -> t.raiseEpoch(StreamId.draft(RUN)));
  private final List<ModelRequest> sent = new ArrayList<>();
  private final List<LlmPayload> heard = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private Limits limits = Limits.STANDARD;

  @Test
  void settlesWhatTheCallCost() {
    ModelReply reply = metered(_ -> REPLY).call(request("Hello."));

    assertThat(reply).isEqualTo(REPLY);
    assertThat(spend())
        .isEqualTo(
            new Spend(Money.ofUsd("0.002"), Money.ZERO, 1, new TokenUsage(1_000, 200, 0, 0)));
  }

  @Test
  void holdsTheUpperBoundWhileTheCallIsUnderWay() {
    var during = new ArrayList<Spend>();
    ModelClient provider =
        _ -> {
          during.add(spend());
          return REPLY;
        };

    metered(provider).call(request("x".repeat(100_000)));

    // 100,000 bytes at the cache-write rate of 1.25, 8,192 tokens of output at 5.
    assertThat(during.getFirst().reserved()).isBetween(Money.ofUsd("0.165"), Money.ofUsd("0.168"));
    assertThat(during.getFirst().settled()).isEqualTo(Money.ZERO);
  }

  @Test
  void settlesAtTheReservationWhenNoUsageWasReported() {
    var silent = new ModelReply("hello", List.of(), StopReason.END, Optional.empty());

    metered(_ -> silent).call(request("Hello."));

    assertThat(spend().reserved()).isEqualTo(Money.ZERO);
    assertThat(spend().settled()).isGreaterThan(Money.ofUsd("0.04"));
    assertThat(called().cost()).isEqualTo(spend().settled());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void givesBackOnlyWhatWasCertainlyNotBilled(Kind kind) {
    var failure = new ModelFailure(kind, "no", Optional.empty());
    ModelClient client = metered(_ -> fail(failure));

    assertThatThrownBy(() -> client.call(request("Hello."))).isSameAs(failure);

    boolean maybeBilled = kind == Kind.CONNECTION || kind == Kind.SERVER_ERROR;
    assertThat(spend().reserved()).isEqualTo(Money.ZERO);
    assertThat(spend().requests()).as("the provider was asked, whatever it said").isEqualTo(1);
    assertThat(spend().settled().micros() > 0).isEqualTo(maybeBilled);
    assertThat(called().outcome()).isEqualToIgnoringCase(kind.name());
    assertThat(called().cost()).isEqualTo(spend().settled());
  }

  @Test
  void givesAConnectionThatWasRefusedBack() {
    ModelClient client = metered(_ -> fail(ModelFailure.notSent("connection refused")));

    assertThatThrownBy(() -> client.call(request("Hello."))).isInstanceOf(ModelFailure.class);

    assertThat(spend()).isEqualTo(new Spend(Money.ZERO, Money.ZERO, 0, TokenUsage.NONE));
  }

  @Test
  void settlesAnInterruptedCallAndKeepsTheInterrupt() {
    ModelClient client =
        metered(_ -> {
          Thread.currentThread().interrupt();
          return fail(new ProblemException(new Problem(Code.INTERRUPTED, "stopped", "")));
        });

    assertThatThrownBy(() -> client.call(request("Hello."))).isInstanceOf(ProblemException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(spend().settled()).isGreaterThan(Money.ZERO);
    assertThat(called().outcome()).isEqualTo("interrupted");
  }

  @Test
  void settlesAtTheReservationWhenTheClientBreaks() {
    ModelClient client = metered(_ -> fail(new IllegalStateException("bug")));

    assertThatThrownBy(() -> client.call(request("Hello.")))
        .isInstanceOf(IllegalStateException.class);

    assertThat(spend().reserved()).isEqualTo(Money.ZERO);
    assertThat(spend().settled()).isGreaterThan(Money.ZERO);
  }

  @Test
  void callsNothingThatHasNoPrice() {
    var unknown =
        new ModelRequest(
            Role.PLANNING,
            new ModelName("x", "y"),
            context(),
            "",
            messages("hi"),
            List.of(),
            Optional.empty(),
            100,
            false);

    assertThat(problem(metered(_ -> REPLY), unknown).code()).isEqualTo(Code.MODEL_NOT_PRICED);
    assertThat(sent).isEmpty();
    assertThat(spend().requests()).isZero();
  }

  @Test
  void refusesACallTheBudgetDoesNotAllowAndSaysHowToRaiseIt() {
    limits = usdOfRun("0.03");

    Problem problem = problem(metered(_ -> REPLY), planning("Hello."));

    assertThat(problem.code()).isEqualTo(Code.LIMIT_REACHED);
    assertThat(problem.context()).containsEntry("limit", "max_usd_per_run");
    assertThat(problem.remedy()).contains("--limit max_usd_per_run=0.083296");
    assertThat(sent).isEmpty();
    assertThat(heard).isEmpty();
  }

  @Test
  void saysWhenAWindowWillHaveRoomAgain() {
    limits = requestsPerHour(1);
    ModelClient client = metered(_ -> REPLY);
    client.call(request("one"));

    Problem problem = problem(client, request("two"));

    assertThat(problem.context()).containsEntry("limit", "max_llm_requests_per_hour");
    assertThat(problem.context().get("until")).startsWith("2026-01-01T01:0");
  }

  @Test
  void letsACodingSessionGoOnWithAShorterAnswer() {
    limits = usdOfRun("0.03");

    metered(_ -> REPLY).call(request("Hello."));

    // 560 bytes at the cache-write rate of 1.25 and 5,860 tokens of output at 5: $0.03.
    assertThat(sent.getFirst().maxOutputTokens()).isEqualTo(5_860);
  }

  @Test
  void shrinksNoAnswerBelowWhatIsWorthHaving() {
    limits = usdOfRun("0.0109");

    Problem problem = problem(metered(_ -> REPLY), request("Hello."));

    assertThat(problem.context()).containsEntry("limit", "max_usd_per_run");
    assertThat(sent).isEmpty();
  }

  @Test
  void shrinksToWhatIsLeftOnceOutstandingCallsGaveBackAndWaitsForThem() {
    limits = usdOfRun("0.10");
    ModelClient inner = metered(_ -> REPLY);
    ModelClient outer =
        metered(request -> {
          if (request.messages().equals(messages("outer"))) {
            assertThat(problem(inner, request("inner" + "x".repeat(40_000))).context())
                .containsEntry("limit", "max_usd_per_run");
          }
          return REPLY;
        });

    outer.call(request("outer"));
    inner.call(request("inner" + "x".repeat(40_000)));

    // $0.098 were left when the outer call was settled at $0.002.
    assertThat(sent.getLast().maxOutputTokens()).isEqualTo(8_192);
    assertThat(waits).isNotEmpty();
  }

  @Test
  void waitsForWhatOutstandingCallsMayGiveBack() {
    limits = usdOfRun("0.06");
    ModelClient outer = metered(_ -> REPLY);
    var inner = new ArrayList<Problem>();
    ModelClient nested =
        metered(_ -> {
          inner.add(problem(outer, planning("Hello.")));
          return REPLY;
        });

    nested.call(planning("Hello."));

    assertThat(inner.getFirst().context()).containsEntry("limit", "max_usd_per_run");
    assertThat(inner.getFirst().message()).contains("10 minutes");
    assertThat(waits).isNotEmpty();
    assertThat(waits).allSatisfy(w -> assertThat(w).isLessThanOrEqualTo(Duration.ofSeconds(5)));
    outer.call(planning("Hello."));
  }

  @Test
  void refusesACallerWhoseFenceWasOvertaken() {
    log.transact(t -> t.raiseEpoch(StreamId.draft(RUN)));

    assertThatThrownBy(() -> metered(_ -> REPLY).call(request("Hello.")))
        .isInstanceOf(StaleWriteException.class);
    assertThat(sent).isEmpty();
  }

  @Test
  void takesLimitsThatChangeOnTheNextCall() {
    limits = usdOfRun("0.03");
    ModelClient client = metered(_ -> REPLY);
    problem(client, planning("Hello."));

    limits = usdOfRun("1");

    assertThat(client.call(planning("Hello."))).isEqualTo(REPLY);
  }

  @Test
  void reservesALongConversationByWhatTheProviderCountedLast() {
    limits = usdOfRun("0.40");
    var usage = new TokenUsage(20_000, 10, 0, 0);
    ModelClient client = metered(_ -> replying(usage));
    List<Message> messages = new ArrayList<>(messages("x".repeat(200_000)));
    client.call(request(messages));

    for (int turn = 0; turn < 5; turn++) {
      messages.add(new Message.Assistant("ok", List.of()));
      messages.add(new Message.User("go on"));
      client.call(request(messages));
    }

    assertThat(spend().requests()).isEqualTo(6);
    assertThat(sent).extracting(ModelRequest::maxOutputTokens).containsOnly(8_192);
  }

  @Test
  void reservesEachTryOfARetriedCallAnew() {
    var failures = new AtomicLong(2);
    ModelClient flaky =
        _ ->
            failures.getAndDecrement() > 0
                ? fail(new ModelFailure(Kind.SERVER_ERROR, "oops", Optional.empty()))
                : REPLY;
    var retrying =
        new RetryingModelClient(metered(flaky), RetryPlan.STANDARD, new Random(1), pause(), clock);

    retrying.call(request("Hello."));

    assertThat(spend().requests()).isEqualTo(3);
    assertThat(heard)
        .extracting(payload -> ((ModelCalled) payload).outcome())
        .containsExactly("server_error", "server_error", "answered");
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void neverSpendsMoreThanTheLimitHoweverManyCall(long seed) throws Exception {
    limits = usdOfRun("0.50");
    ModelClient client = metered(request -> anyReply(request, new Random(seed)));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> calls =
          IntStream.range(0, 16)
              .mapToObj(i -> threads.submit(() -> served(client, "x".repeat(1 + i * 997))))
              .toList();
      for (Future<Boolean> call : calls) {
        call.get();
        assertThat(spend().settled().plus(spend().reserved()))
            .isLessThanOrEqualTo(limits.maxUsdPerRun());
      }
    }
    assertThat(spend().reserved()).isEqualTo(Money.ZERO);
  }

  private boolean served(ModelClient client, String text) {
    try {
      client.call(request(text));
      return true;
    } catch (ModelFailure | ProblemException refusedOrFailed) {
      return false;
    }
  }

  /** Any usage a provider can report: at most a token a byte, and no more than asked for. */
  private static ModelReply anyReply(ModelRequest request, Random random) {
    int kind = random.nextInt(10);
    if (kind == 0) {
      return fail(new ModelFailure(Kind.CONNECTION, "cut", Optional.empty()));
    }
    if (kind == 1) {
      return fail(new ModelFailure(Kind.RATE_LIMITED, "slow", Optional.empty()));
    }
    int bytes = ((Message.User) request.messages().getFirst()).text().length();
    return replying(
        new TokenUsage(
            random.nextInt(bytes + 1), random.nextInt(request.maxOutputTokens() + 1), 0, 0));
  }

  private MeteredModelClient metered(ModelClient provider) {
    ModelClient recording =
        request -> {
          synchronized (sent) {
            sent.add(request);
          }
          return provider.call(request);
        };
    var meter = new Meter(ledger, PriceCatalogue.embedded(), () -> limits, new Ids()::next);
    return new MeteredModelClient(
        recording,
        meter,
        pause(),
        clock,
        payload -> {
          synchronized (heard) {
            heard.add(payload);
          }
        });
  }

  /** Unlike {@link CountingIds} unique over all clients of a test. */
  private static final class Ids {
    private static final AtomicLong LAST = new AtomicLong();

    String next() {
      return "call-" + LAST.incrementAndGet();
    }
  }

  private Pause pause() {
    return time -> {
      synchronized (waits) {
        waits.add(time);
      }
    };
  }

  private ModelCalled called() {
    assertThat(heard).hasSize(1);
    return (ModelCalled) heard.getFirst();
  }

  private Spend spend() {
    return ledger.spendOf(RUN);
  }

  private static Problem problem(ModelClient client, ModelRequest request) {
    var caught = new ArrayList<Problem>();
    assertThatThrownBy(() -> client.call(request))
        .isInstanceOfSatisfying(ProblemException.class, e -> caught.add(e.problem()));
    return caught.getFirst();
  }

  private ModelRequest planning(String text) {
    return new ModelRequest(
        Role.PLANNING,
        HAIKU,
        context(),
        "",
        messages(text),
        List.of(),
        Optional.empty(),
        8_192,
        false);
  }

  private ModelRequest request(String text) {
    return request(messages(text));
  }

  private ModelRequest request(List<Message> messages) {
    return new ModelRequest(
        Role.CODING,
        HAIKU,
        context(),
        "You code.",
        messages,
        List.of(),
        Optional.empty(),
        8_192,
        true);
  }

  private static List<Message> messages(String text) {
    return List.of(new Message.User(text));
  }

  private CallContext context() {
    return new CallContext(RUN, Optional.empty(), fence);
  }

  private static ModelReply replying(TokenUsage usage) {
    return new ModelReply("hello", List.of(), StopReason.END, Optional.of(usage));
  }

  private static ModelReply fail(RuntimeException failure) {
    throw failure;
  }

  private static Limits usdOfRun(String usd) {
    return new Limits(
        2_000, 20_000_000, 5, Duration.ofMinutes(30), Money.ofUsd(usd), Money.ofUsd("50"), 3, 4);
  }

  private static Limits requestsPerHour(int requests) {
    return new Limits(
        requests,
        20_000_000,
        5,
        Duration.ofMinutes(30),
        Money.ofUsd("10"),
        Money.ofUsd("50"),
        3,
        4);
  }
}
