package dev.parley.adapters.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.adapters.langchain4j.ProviderSettings.Protocol;
import dev.parley.llm.Message;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.ToolCall;
import dev.parley.llm.ToolSpec;
import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent, byte for byte where {@code docs/model-calls.md} promises it. */
class RequestsTest {

  private static final TinyServer.Answer ANTHROPIC_ANSWER =
      TinyServer.Answer.json(
          200,
          """
          {"content":[{"type":"text","text":"ok"}],"stop_reason":"end_turn",
           "usage":{"input_tokens":1,"output_tokens":1}}\
          """);
  private static final TinyServer.Answer OPENAI_ANSWER =
      TinyServer.Answer.json(
          200,
          """
          {"choices":[{"message":{"content":"ok"},"finish_reason":"stop"}],
           "usage":{"prompt_tokens":1,"completion_tokens":1}}\
          """);

  private static final Message[] SESSION = {
    new Message.User("Task: T1\nAttempt: 2\nRead both."),
    new Message.Assistant(
        "Reading.",
        List.of(
            new ToolCall("c1", "read_file", "{\"path\":\"a\"}"),
            new ToolCall("c2", "read_file", "{\"path\": oops"))),
    new Message.ToolResult("c1", "read_file", "1 hello", false),
    new Message.ToolResult("c2", "read_file", "", true),
    new Message.User("Go on.")
  };

  @ParameterizedTest
  @CsvSource({"ANTHROPIC, ### Anthropic Messages", "OPENAI, ### OpenAI Chat Completions"})
  void writesASessionAsTheDocumentSays(Protocol protocol, String heading) throws IOException {
    JsonNode body = sent(protocol, Calls.coding(Calls.model(protocol), true, SESSION));

    assertThat(body).isEqualTo(json(documented(heading)));
  }

  @Test
  void describesAListOfStringsToTheModel() throws IOException {
    var lines = new ToolSpec.Parameter("lines", ToolSpec.Kind.STRING_LIST, "Which.", false);
    var request = Calls.coding("gpt-4.1", false, new Message.User("Hello."));
    var withLists =
        new ModelRequest(
            request.role(),
            request.model(),
            request.context(),
            request.system(),
            request.messages(),
            List.of(new ToolSpec("read", "Reads.", List.of(lines))),
            request.schema(),
            100,
            false);

    JsonNode body = sent(Protocol.OPENAI, withLists);

    assertThat(body.path("tools").path(0).path("function").path("parameters").path("properties"))
        .isEqualTo(
            json(
                """
                {"lines": {"type": "array", "description": "Which.", "items": {"type": "string"}}}
                """));
  }

  @Test
  void writesTheSchemaIntoAnthropicsSystemPrompt() throws IOException {
    JsonNode body = sent(Protocol.ANTHROPIC, Calls.structured("claude-haiku-4-5"));

    assertThat(body.path("system").path(0).path("text").asText())
        .isEqualTo(
            "You plan.\n\nAnswer with one JSON object that follows this JSON Schema, and with"
                + " nothing else:\n"
                + Calls.SCHEMA.json());
    assertThat(body.path("stream").asBoolean()).isFalse();
    assertThat(body.path("messages").toString()).doesNotContain("cache_control");
    assertThat(body.has("tools") || body.has("output_config")).isFalse();
  }

  @Test
  void sendsTheSchemaToOpenAiAsTheFormatOfTheAnswer() throws IOException {
    JsonNode body = sent(Protocol.OPENAI, Calls.structured("gpt-4.1"));

    JsonNode expected =
        json(
            """
            {"model": "gpt-4.1", "max_tokens": 4096,
             "messages": [{"role": "system", "content": "You plan."},
                          {"role": "user", "content": "Plan."}],
             "response_format": {"type": "json_schema", "json_schema": {
               "name": "greeting", "strict": true}}}
            """);
    ((ObjectNode) expected.path("response_format").path("json_schema"))
        .set("schema", json(Calls.SCHEMA.json()));
    assertThat(without(body, "stream")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5, max_completion_tokens",
    "gpt-5.4, max_completion_tokens",
    "o4-mini, max_completion_tokens",
    "gpt-4.1, max_tokens",
    "qwen3, max_tokens"
  })
  void namesTheOutputLimitAsTheModelWantsIt(String model, String field) throws IOException {
    JsonNode body = sent(Protocol.OPENAI, Calls.structured(model));

    assertThat(body.path(field).asInt()).isEqualTo(4_096);
    assertThat(body.has("max_tokens") && body.has("max_completion_tokens")).isFalse();
  }

  @Test
  void saysItInTheServersDialectOnceItWasRefused() throws IOException {
    var refusedLimit =
        TinyServer.Answer.json(
            400, "{\"error\":{\"message\":\"Use 'max_completion_tokens' instead.\"}}");
    var refusedFormat =
        TinyServer.Answer.json(
            400, "{\"error\":{\"message\":\"response_format json_schema is not supported\"}}");
    try (var server = new TinyServer(refusedLimit, refusedFormat, OPENAI_ANSWER)) {
      var client = Calls.client(Protocol.OPENAI, server.url());
      client.call(Calls.structured("local"));
      client.call(Calls.structured("local"));

      assertThat(server.asked()).hasSize(4);
      for (int i = 2; i < 4; i++) {
        JsonNode body = json(server.asked().get(i).body());
        assertThat(body.has("response_format")).isFalse();
        assertThat(body.path("max_completion_tokens").asInt()).isEqualTo(4_096);
        assertThat(body.path("messages").path(0).path("content").asText())
            .contains(Calls.SCHEMA.json());
      }
    }
  }

  @Test
  void neverSetsATemperature() throws IOException {
    assertThat(sent(Protocol.OPENAI, Calls.structured("gpt-4.1")).has("temperature")).isFalse();
    assertThat(sent(Protocol.ANTHROPIC, Calls.structured("m")).has("temperature")).isFalse();
  }

  @Test
  void saysForWhomItCalls() throws IOException {
    try (var server = new TinyServer(ANTHROPIC_ANSWER)) {
      var client = Calls.client(Protocol.ANTHROPIC, server.url());
      client.call(Calls.hello(Protocol.ANTHROPIC, false));
      client.call(Calls.structured("claude-haiku-4-5"));

      assertThat(server.asked().get(0).headers())
          .containsEntry("x-parley-role", "coding")
          .containsEntry("x-parley-run", "run-1")
          .containsEntry("x-parley-task", "T1")
          .containsEntry("x-api-key", Calls.KEY)
          .containsEntry("anthropic-version", "2023-06-01")
          .containsEntry("content-type", "application/json");
      assertThat(server.asked().get(1).headers())
          .containsEntry("x-parley-role", "planning")
          .doesNotContainKey("x-parley-task");
    }
  }

  @Test
  void sendsTheKeyAsEachProtocolWantsItAndNoneWhereThereIsNone() throws IOException {
    try (var server = new TinyServer(OPENAI_ANSWER)) {
      Calls.client(Protocol.OPENAI, server.url()).call(Calls.hello(Protocol.OPENAI, false));
      var open = new ProviderSettings("p", Protocol.OPENAI, server.url(), " ");
      new LangChainModelClient(Map.of("p", open)).call(Calls.hello(Protocol.OPENAI, false));

      assertThat(server.asked().get(0).headers())
          .containsEntry("authorization", "Bearer " + Calls.KEY);
      assertThat(server.asked().get(1).headers()).doesNotContainKey("authorization");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ANTHROPIC, '', /v1/messages",
    "ANTHROPIC, /, /v1/messages",
    "ANTHROPIC, /v1, /v1/messages",
    "ANTHROPIC, /v1/, /v1/messages",
    "ANTHROPIC, /proxy, /proxy/v1/messages",
    "OPENAI, '', /chat/completions",
    "OPENAI, /v1, /v1/chat/completions",
    "OPENAI, /v1//, /v1/chat/completions"
  })
  void takesABaseUrlInEachOfItsForms(Protocol protocol, String suffix, String path)
      throws IOException {
    var answer = protocol == Protocol.ANTHROPIC ? ANTHROPIC_ANSWER : OPENAI_ANSWER;
    try (var server = new TinyServer(answer)) {
      Calls.client(protocol, server.url() + suffix).call(Calls.hello(protocol, false));

      assertThat(server.asked().getFirst().path()).isEqualTo(path);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost:8080", "ftp://x", "http://", "http://u:p@host", "http://a b"})
  void refusesABaseUrlThatIsNone(String url) {
    assertThatThrownBy(() -> new ProviderSettings("p", Protocol.OPENAI, url, ""))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(Code.BAD_CONFIG));
  }

  @Test
  void namesWhatIsSetUpWhenAProviderIsNot() {
    var client = Calls.client(Protocol.OPENAI, "http://127.0.0.1:9");
    var request = Calls.structured("m");
    var other =
        new ModelRequest(
            request.role(),
            new ModelName("mistral", "large"),
            request.context(),
            request.system(),
            request.messages(),
            List.of(),
            request.schema(),
            1_000,
            false);

    assertThatThrownBy(() -> client.call(other))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(Code.NO_MODEL);
              assertThat(e.problem().message()).contains("'mistral'").contains("there is p");
              assertThat(e.problem().remedy()).contains("MISTRAL_API_KEY");
            });
  }

  private static JsonNode sent(Protocol protocol, ModelRequest request) throws IOException {
    var answer = protocol == Protocol.ANTHROPIC ? ANTHROPIC_ANSWER : OPENAI_ANSWER;
    try (var server = new TinyServer(answer)) {
      Calls.client(protocol, server.url()).call(request);
      return json(server.asked().getFirst().body());
    }
  }

  private static JsonNode without(JsonNode body, String field) {
    return ((ObjectNode) body).without(field);
  }

  /** The first JSON below a heading of the published contract. */
  private static String documented(String heading) throws IOException {
    Path fromModule = Path.of("../docs/model-calls.md");
    Path contract = Files.exists(fromModule) ? fromModule : Path.of("docs/model-calls.md");
    String below = Files.readString(contract).split("\n" + heading + "\n", 2)[1];
    return below.split("```json\n", 2)[1].split("```", 2)[0];
  }

  private static JsonNode json(String text) {
    return Json.tree(text).orElseThrow();
  }
}
