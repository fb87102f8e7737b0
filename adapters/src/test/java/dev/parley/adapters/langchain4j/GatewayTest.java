package dev.parley.adapters.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.langchain4j.ProviderSettings.Protocol;
import dev.parley.event.Fence;
import dev.parley.event.StreamId;
import dev.parley.llm.CallContext;
import dev.parley.llm.LlmPayload.ModelCalled;
import dev.parley.llm.Message;
import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.RetryPlan;
import dev.parley.llm.RetryingModelClient;
import dev.parley.llm.Role;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Limits;
import dev.parley.safety.Meter;
import dev.parley.safety.MeteredModelClient;
import dev.parley.safety.PriceCatalogue;
import dev.parley.testkit.CountingIds;
import dev.parley.testkit.InMemoryEventLog;
import dev.parley.testkit.InMemoryLedger;
import dev.parley.testkit.ManualClock;
import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedAnswer.Ending;
import dev.parley.testkit.modelserver.ScriptedModelServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole chain, as it is wired: retrying, metered, over HTTP. */
class GatewayTest {

  private static final RunId RUN = new RunId("run-1");
  private static final ScriptedAnswer.Reply GOOD =
      ScriptedAnswer.text("Done.").withUsage(new TokenUsage(1_000, 100, 0, 0));

  private final ManualClock clock = new ManualClock();
  private final InMemoryEventLog log = new InMemoryEventLog(clock);
  private final InMemoryLedger ledger = new InMemoryLedger(log);
  private final Fence fence = log.transact(t -> t.raiseEpoch(StreamId.draft(RUN)));
  private final List<Duration> waits = new ArrayList<>();
  private final List<ModelCalled> calls = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aCallOutlivesFaultsAndIsChargedForWhatMayHaveBeenBilled(Protocol protocol) {
    Queue<ScriptedAnswer> answers =
        new ConcurrentLinkedQueue<>(
            List.of(
                ScriptedAnswer.rateLimited(Duration.ofSeconds(30)),
                new ScriptedAnswer.Overloaded(),
                new ScriptedAnswer.BrokenStream(GOOD, 2, Ending.CUT),
                new ScriptedAnswer.ServerError(),
                GOOD));
    try (var server = ScriptedModelServer.start(_ -> answers.remove())) {
      String url = protocol == Protocol.ANTHROPIC ? server.anthropicUrl() : server.openAiUrl();
      String provider = protocol == Protocol.ANTHROPIC ? "anthropic" : "openai";
      String model = protocol == Protocol.ANTHROPIC ? "claude-haiku-4-5-20251001" : "gpt-5";

      ModelReply reply =
          gateway(new ProviderSettings(provider, protocol, url, "key"))
              .call(request(new ModelName(provider, model)));

      assertThat(reply.text()).isEqualTo("Done.");
      assertThat(server.requests()).hasSize(5);
    }
    assertThat(calls)
        .extracting(ModelCalled::outcome)
        .containsExactly("rate_limited", "overloaded", "connection", "server_error", "answered");
    assertThat(waits.getFirst()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    assertThat(calls.getLast().usage()).contains(new TokenUsage(1_000, 100, 0, 0));
    assertThat(ledger.spendOf(RUN).reserved()).isEqualTo(Money.ZERO);
    assertThat(ledger.spendOf(RUN).requests()).as("as the provider counts").isEqualTo(5);
    assertThat(ledger.spendOf(RUN).settled())
        .isEqualTo(calls.stream().map(ModelCalled::cost).reduce(Money.ZERO, Money::plus));
  }

  private ModelClient gateway(ProviderSettings settings) {
    var meter =
        new Meter(ledger, PriceCatalogue.embedded(), () -> Limits.STANDARD, new CountingIds());
    var metered =
        new MeteredModelClient(
            new LangChainModelClient(Map.of(settings.name(), settings)),
            meter,
            waits::add,
            clock,
            payload -> calls.add((ModelCalled) payload));
    return new RetryingModelClient(metered, RetryPlan.STANDARD, new Random(1), waits::add, clock);
  }

  private ModelRequest request(ModelName model) {
    return new ModelRequest(
        Role.REQUIREMENTS,
        model,
        new CallContext(RUN, Optional.empty(), fence),
        "You write requirements.",
        List.of(new Message.User("Hello.")),
        List.of(),
        Optional.of(Calls.SCHEMA),
        1_024,
        true);
  }
}
