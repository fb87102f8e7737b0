package dev.parley.adapters.langchain4j;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.adapters.langchain4j.ProviderSettings.Protocol;
import dev.parley.llm.ModelClient;
import dev.parley.llm.ToolCall;
import dev.parley.model.ModelName;
import dev.parley.testkit.ModelScene;
import dev.parley.testkit.contract.ModelClientContract;
import dev.parley.testkit.modelserver.Block;
import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedModelServer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The contract, over real HTTP against the scripted server. */
class LangChainContractTest {

  private static final CallTimeouts TIMEOUTS =
      new CallTimeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofMinutes(1));

  @Nested
  class AnthropicWhole extends OverHttp {
    AnthropicWhole() {
      super(Protocol.ANTHROPIC, "claude-haiku-4-5", false);
    }
  }

  @Nested
  class AnthropicStreamed extends OverHttp {
    AnthropicStreamed() {
      super(Protocol.ANTHROPIC, "claude-opus-5", true);
    }
  }

  @Nested
  class OpenAiWhole extends OverHttp {
    OpenAiWhole() {
      super(Protocol.OPENAI, "gpt-5", false);
    }
  }

  @Nested
  class OpenAiStreamed extends OverHttp {
    OpenAiStreamed() {
      super(Protocol.OPENAI, "gpt-4.1", true);
    }
  }

  abstract static class OverHttp extends ModelClientContract {

    private final Protocol protocol;
    private final String model;
    private final boolean stream;
    private final List<ScriptedModelServer> servers = new ArrayList<>();

    OverHttp(Protocol protocol, String model, boolean stream) {
      this.protocol = protocol;
      this.model = model;
      this.stream = stream;
    }

    @Override
    protected ModelClient client(ModelScene... scenes) {
      Queue<ModelScene> left = new ConcurrentLinkedQueue<>(List.of(scenes));
      var server = ScriptedModelServer.start(_ -> answer(left.remove()));
      servers.add(server);
      String url = protocol == Protocol.ANTHROPIC ? server.anthropicUrl() : server.openAiUrl();
      var settings = new ProviderSettings("p", protocol, url, "test-key");
      return new LangChainModelClient(
          Map.of("p", settings), TIMEOUTS, InstantSource.system(), (_, _) -> {});
    }

    @Override
    protected ModelName model() {
      return new ModelName("p", model);
    }

    @Override
    protected boolean stream() {
      return stream;
    }

    @AfterEach
    void stopServers() {
      servers.forEach(ScriptedModelServer::close);
    }
  }

  private static ScriptedAnswer answer(ModelScene scene) {
    return switch (scene) {
      case ModelScene.Says(var text, var usage) -> ScriptedAnswer.text(text).withUsage(usage);
      case ModelScene.AsksFor(var calls) ->
          ScriptedAnswer.reply(
              calls.stream().map(LangChainContractTest::block).toArray(Block[]::new));
      case ModelScene.Refuses(var text) -> new ScriptedAnswer.Refusal(text);
      case ModelScene.CutAtTheLimit(var text) ->
          new ScriptedAnswer.Truncated(ScriptedAnswer.reply(Block.text(text)));
      case ModelScene.Fails(var kind, var retryAfter) ->
          switch (kind) {
            case RATE_LIMITED -> new ScriptedAnswer.RateLimited(retryAfter);
            case OVERLOADED -> new ScriptedAnswer.Overloaded();
            case SERVER_ERROR -> new ScriptedAnswer.ServerError();
            case CONNECTION -> new ScriptedAnswer.HangUp();
            case BAD_REQUEST -> new ScriptedAnswer.Rejected(400, "invalid_request_error", "no");
            case UNAUTHORIZED -> new ScriptedAnswer.Rejected(401, "authentication_error", "no");
            case OUT_OF_CREDIT -> new ScriptedAnswer.OutOfCredit();
          };
      case ModelScene.FallsSilent(var asked) -> {
        asked.countDown();
        yield new ScriptedAnswer.Stall();
      }
    };
  }

  private static Block block(ToolCall call) {
    try {
      Map<?, ?> arguments = new ObjectMapper().readValue(call.arguments(), Map.class);
      return Block.toolCall(call.name(), stringKeys(arguments));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked") // JSON objects have string keys
  private static Map<String, ?> stringKeys(Map<?, ?> map) {
    return (Map<String, ?>) map;
  }
}
