package dev.parley.bench;

import dev.parley.adapters.langchain4j.LangChainModelClient;
import dev.parley.adapters.langchain4j.ProviderSettings;
import dev.parley.adapters.langchain4j.ProviderSettings.Protocol;
import dev.parley.event.Fence;
import dev.parley.event.StreamId;
import dev.parley.llm.CallContext;
import dev.parley.llm.Message;
import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.QuotaListener;
import dev.parley.llm.Role;
import dev.parley.model.ModelName;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.model.TokenUsage;
import dev.parley.testkit.modelserver.RateLimits;
import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedModelServer;
import dev.parley.testkit.modelserver.ServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One way of calling, with a provider and callers of its own. */
final class Arm implements AutoCloseable {

  static final long TOKENS_PER_MINUTE = 200_000;
  private static final int CALLERS = 32;
  private static final long ENOUGH_REQUESTS = 1_000_000;
  private static final RunId RUN = new RunId("bench");

  private final String name;
  private final Protocol protocol;
  private final ScriptedModelServer server;
  private final Tally tally = new Tally();
  private final List<Thread> callers = new ArrayList<>();
  private volatile boolean over;

  /** Makes a client over the provider; called once for each process that is to be played. */
  @FunctionalInterface
  interface Chain {
    ModelClient over(Provider provider);
  }

  /** The provider as a chain needs it. */
  @FunctionalInterface
  interface Provider {
    ModelClient telling(QuotaListener quotas);
  }

  Arm(String name, Protocol protocol) {
    this.name = name;
    this.protocol = protocol;
    var options =
        ServerOptions.defaults()
            .withRateLimits(new RateLimits(ENOUGH_REQUESTS, TOKENS_PER_MINUTE))
            .withMaxRecorded(1);
    this.server = ScriptedModelServer.start(options, request -> answer(request.firstUserWords()));
  }

  /** Lets the callers begin, spread over so many processes. */
  void start(Chain chain, int processes) {
    var clients = new ArrayList<ModelClient>();
    for (int i = 0; i < processes; i++) {
      clients.add(chain.over(this::provider));
    }
    for (int i = 0; i < CALLERS; i++) {
      var client = clients.get(i % processes);
      var random = new Random(i);
      callers.add(Thread.ofVirtual().start(() -> callOn(client, random)));
    }
  }

  void measure(boolean on) {
    tally.measure(on);
  }

  String result(Duration measured) {
    double could = (double) (TOKENS_PER_MINUTE * measured.toMillis()) / 60_000;
    return "%-9s %-28s %s".formatted(protocol, name, tally.inWords(could));
  }

  @Override
  public void close() {
    over = true;
    callers.forEach(Thread::interrupt);
    server.close();
  }

  private void callOn(ModelClient client, Random random) {
    while (!over) {
      try {
        client.call(request(random));
      } catch (ModelFailure | ProblemException failure) {
        tally.failed();
      }
    }
  }

  private ModelClient provider(QuotaListener quotas) {
    var url = protocol == Protocol.ANTHROPIC ? server.anthropicUrl() : server.openAiUrl();
    var settings = new ProviderSettings("p", protocol, url, "key");
    var http = new LangChainModelClient(Map.of("p", settings), quotas);
    return request -> counted(http, request);
  }

  private ModelReply counted(ModelClient http, ModelRequest request) {
    try {
      var reply = http.call(request);
      tally.succeeded(reply.usage().map(TokenUsage::limited).orElse(0L));
      return reply;
    } catch (ModelFailure failure) {
      if (failure.kind() == ModelFailure.Kind.RATE_LIMITED) {
        tally.refused();
      }
      throw failure;
    }
  }

  /** After 50 to 400 ms, up to some 300 tokens: by the question alone, so the same in each arm. */
  private static ScriptedAnswer answer(String question) {
    var random = new Random(question.hashCode());
    var delay = Duration.ofMillis(50 + random.nextInt(350));
    return new ScriptedAnswer.Delayed(
        delay, ScriptedAnswer.text("word ".repeat(20 + random.nextInt(220))));
  }

  private ModelRequest request(Random random) {
    var question = new StringBuilder("Question " + random.nextInt(1_000_000) + ": ");
    question.append("why ".repeat(100 + random.nextInt(300)));
    var model = protocol == Protocol.ANTHROPIC ? "claude-haiku-4-5" : "gpt-4.1";
    return new ModelRequest(
        Role.CODING,
        new ModelName("p", model),
        new CallContext(RUN, Optional.empty(), new Fence(StreamId.draft(RUN), 1)),
        "You answer.",
        List.of(new Message.User(question.toString())),
        List.of(),
        Optional.empty(),
        1_024,
        false);
  }
}
