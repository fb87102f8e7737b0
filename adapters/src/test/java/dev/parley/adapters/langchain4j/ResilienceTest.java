package dev.parley.adapters.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.adapters.langchain4j.ProviderSettings.Protocol;
import dev.parley.event.Fence;
import dev.parley.event.StreamId;
import dev.parley.llm.CallContext;
import dev.parley.llm.FallbackModelClient;
import dev.parley.llm.LlmPayload;
import dev.parley.llm.LlmPayload.BreakerClosed;
import dev.parley.llm.LlmPayload.BreakerOpened;
import dev.parley.llm.LlmPayload.CallDelayed;
import dev.parley.llm.LlmPayload.FellBack;
import dev.parley.llm.LlmPayload.ModelCalled;
import dev.parley.llm.Message;
import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.Pause;
import dev.parley.llm.RetryPlan;
import dev.parley.llm.RetryingModelClient;
import dev.parley.llm.Role;
import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Limits;
import dev.parley.safety.Meter;
import dev.parley.safety.MeteredModelClient;
import dev.parley.safety.PriceCatalogue;
import dev.parley.safety.breaker.Breakers;
import dev.parley.safety.breaker.BreakingModelClient;
import dev.parley.safety.pacing.PacedModelClient;
import dev.parley.safety.pacing.Pacer;
import dev.parley.testkit.CountingIds;
import dev.parley.testkit.InMemoryEventLog;
import dev.parley.testkit.InMemoryLedger;
import dev.parley.testkit.ManualClock;
import dev.parley.testkit.modelserver.RateLimits;
import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedModelServer;
import dev.parley.testkit.modelserver.ScriptedRequest;
import dev.parley.testkit.modelserver.ServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole chain as it is wired, over HTTP: another model, retries, breaker, pacing, ledger. */
class ResilienceTest {

  private static final RunId RUN = new RunId("run-1");
  private static final ModelName FIRST = ModelName.parse("anthropic/claude-haiku-4-5");
  private static final ModelName SECOND = ModelName.parse("openai/gpt-5");
  private static final TokenUsage USAGE = new TokenUsage(1_000, 100, 0, 0);
  private static final ScriptedAnswer GOOD = ScriptedAnswer.text("Done.").withUsage(USAGE);

  private final ManualClock clock = new ManualClock();
  private final InMemoryEventLog log = new InMemoryEventLog(clock);
  private final InMemoryLedger ledger = new InMemoryLedger(log);
  private final Fence fence = log.transact(t -> t.raiseEpoch(StreamId.draft(RUN)));
  private final List<LlmPayload> heard = new ArrayList<>();
  private final Pause pause = clock::advance;
  private final Pacer pacer = new Pacer(clock);
  private final Breakers breakers = new Breakers(clock);

  @Test
  void theBreakerOpensProbesAndClosesByItself() {
    var down = new AtomicReference<ScriptedAnswer>(new ScriptedAnswer.ServerError());
    try (var server = ScriptedModelServer.start(_ -> down.get())) {
      var client = chain(server, Limits.STANDARD, List.of());
      assertThatThrownBy(() -> client.call(request())).isInstanceOf(ProblemException.class);
      assertThat(server.requests()).as("five tries, and the sixth was a probe").hasSize(6);
      assertThat(told(BreakerOpened.class))
          .extracting(BreakerOpened::waitMillis)
          .containsExactly(5_000L, 10_000L);
      assertThat(told(CallDelayed.class)).isNotEmpty();

      down.set(GOOD);

      assertThat(client.call(request()).text()).isEqualTo("Done.");
      assertThat(server.requests()).hasSize(7);
      assertThat(told(BreakerClosed.class)).containsExactly(new BreakerClosed(FIRST));
    }
  }

  @Test
  void anotherModelAnswersAtItsOwnPriceUntilTheFirstDoesAgain() {
    Function<ScriptedRequest, ScriptedAnswer> broke =
        asked -> asked.model().equals(FIRST.model()) ? new ScriptedAnswer.OutOfCredit() : GOOD;
    var script = new AtomicReference<>(broke);
    try (var server = ScriptedModelServer.start(asked -> script.get().apply(asked))) {
      var client = chain(server, Limits.STANDARD, List.of(SECOND));

      client.call(request());
      client.call(request());

      assertThat(told(ModelCalled.class))
          .extracting(call -> call.model() + " " + call.outcome())
          .as("while its breaker is open the first is not even asked")
          .containsExactly(FIRST + " out_of_credit", SECOND + " answered", SECOND + " answered");
      Money price = PriceCatalogue.embedded().require(SECOND, clock.instant()).cost(USAGE);
      assertThat(told(ModelCalled.class).getLast().cost()).isEqualTo(price);
      assertThat(ledger.spendOf(RUN).settled()).isEqualTo(price.plus(price));
      assertThat(told(FellBack.class))
          .containsExactly(
              new FellBack(Role.PLANNING, FIRST, SECOND, Optional.empty(), "out_of_credit"),
              new FellBack(Role.PLANNING, FIRST, SECOND, Optional.empty(), "out_of_credit"));

      script.set(_ -> GOOD);
      clock.advance(Duration.ofSeconds(5));
      client.call(request());
      assertThat(told(ModelCalled.class).getLast().model()).isEqualTo(FIRST);
    }
  }

  @Test
  void aLimitThatIsReachedAsksNoOtherModelAndBreaksNothing() {
    try (var server = ScriptedModelServer.start(_ -> GOOD)) {
      var l = Limits.STANDARD;
      var tiny =
          new Limits(
              l.maxLlmRequestsPerHour(),
              1,
              l.maxTaskFailuresBeforeStop(),
              l.maxExecutionTimePerTask(),
              l.maxUsdPerRun(),
              l.maxUsdPerDay(),
              l.maxAttemptsPerTask(),
              l.maxConcurrentTasks());
      var client = chain(server, tiny, List.of(SECOND));

      for (int i = 0; i < 20; i++) {
        assertThatThrownBy(() -> client.call(request()))
            .isInstanceOfSatisfying(
                ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo(Code.LIMIT_REACHED));
      }

      assertThat(server.requests()).isEmpty();
      assertThat(heard).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void waitsForTheProvidersBucketInsteadOfBeingRefused(Protocol protocol) {
    var model = protocol == Protocol.ANTHROPIC ? FIRST : SECOND;
    var options =
        ServerOptions.defaults().withRateLimits(new RateLimits(30, 1_000_000)).withClock(clock);
    try (var server = ScriptedModelServer.start(options, _ -> GOOD)) {
      var client = chain(server, Limits.STANDARD, List.of());
      for (int i = 0; i < 60; i++) {
        client.call(request().withModel(model));
      }

      assertThat(server.requests()).hasSize(60).allMatch(request -> request.status() == 200);
      assertThat(told(CallDelayed.class))
          .isNotEmpty()
          .allMatch(delayed -> delayed.reason().equals(CallDelayed.RATE_LIMIT));
    }
  }

  private ModelClient chain(ScriptedModelServer server, Limits limits, List<ModelName> fallbacks) {
    var providers =
        Map.of(
            "anthropic",
            new ProviderSettings("anthropic", Protocol.ANTHROPIC, server.anthropicUrl(), "key"),
            "openai",
            new ProviderSettings("openai", Protocol.OPENAI, server.openAiUrl(), "key"));
    var http = new LangChainModelClient(providers, CallTimeouts.STANDARD, clock, pacer);
    var meter = new Meter(ledger, PriceCatalogue.embedded(), () -> limits, new CountingIds());
    var metered = new MeteredModelClient(http, meter, pause, clock, heard::add);
    var paced = new PacedModelClient(metered, pacer, pause, heard::add);
    var breaking = new BreakingModelClient(paced, breakers, heard::add);
    var waiting = new RetryingModelClient.Waiting(new Random(1), pause, clock, heard::add);
    return new FallbackModelClient(
        new RetryingModelClient(breaking, RetryPlan.STANDARD, waiting),
        new RetryingModelClient(breaking, RetryPlan.STANDARD.withAlternative(), waiting),
        Map.of(Role.PLANNING, fallbacks),
        heard::add);
  }

  private <T> List<T> told(Class<T> type) {
    return heard.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private ModelRequest request() {
    return new ModelRequest(
        Role.PLANNING,
        FIRST,
        new CallContext(RUN, Optional.empty(), fence),
        "You plan.",
        List.of(new Message.User("Hello.")),
        List.of(),
        Optional.empty(),
        1_024,
        false);
  }
}
