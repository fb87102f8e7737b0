package dev.parley.adapters.langchain4j;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.langchain4j.ProviderSettings.Protocol;
import dev.parley.llm.Message;
import dev.parley.llm.ModelFailure.Kind;
import dev.parley.llm.QuotaReport;
import dev.parley.llm.QuotaReport.Dimension;
import dev.parley.llm.QuotaReport.Quota;
import dev.parley.testkit.modelserver.RateLimits;
import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedModelServer;
import dev.parley.testkit.modelserver.ServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a client hears of rate limits, from answers, from streams before they end, and from 429s.
 */
class QuotasOverTheWireTest {

  private final List<QuotaReport> heard = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void hearsOfEachAnswerAndOfEachRefusal(Protocol protocol) {
    var options =
        ServerOptions.defaults()
            .withRateLimits(new RateLimits(2, 1_000_000))
            .withClock(() -> Calls.NOW);
    try (var server = ScriptedModelServer.start(options, _ -> ScriptedAnswer.text("Hi."))) {
      var client = client(protocol, server);

      client.call(Calls.hello(protocol, true));
      client.call(Calls.hello(protocol, false));
      var failure = Calls.failure(client, Calls.hello(protocol, true));

      assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
      assertThat(heard)
          .extracting(report -> requests(report).remaining())
          .containsExactly(1L, 0L, 0L);
      assertThat(heard)
          .allSatisfy(report -> {
            assertThat(requests(report).limit()).isEqualTo(2);
            assertThat(report.roundTrip()).isPositive();
            assertThat(report.quotas()).containsKey(Dimension.TOKENS);
          });
      assertThat(requests(heard.getLast()).untilFull()).contains(Duration.ofSeconds(60));
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void hearsOfAStreamThatBreaksOff(Protocol protocol) {
    var broken =
        new ScriptedAnswer.BrokenStream(
            ScriptedAnswer.text("Hello to you."), 2, ScriptedAnswer.Ending.CUT);
    try (var server = ScriptedModelServer.start(_ -> broken)) {
      var client = client(protocol, server);

      Calls.failure(client, Calls.coding(Calls.model(protocol), true, new Message.User("Hi.")));

      assertThat(heard).hasSize(1);
    }
  }

  private LangChainModelClient client(Protocol protocol, ScriptedModelServer server) {
    String url = protocol == Protocol.ANTHROPIC ? server.anthropicUrl() : server.openAiUrl();
    return new LangChainModelClient(
        Map.of("p", new ProviderSettings("p", protocol, url, Calls.KEY)),
        CallTimeouts.STANDARD,
        () -> Calls.NOW,
        (model, report) -> {
          assertThat(model.provider()).isEqualTo("p");
          heard.add(report);
        });
  }

  private static Quota requests(QuotaReport report) {
    Quota quota = report.quotas().get(Dimension.REQUESTS);

    return requireNonNull(quota);
  }
}
