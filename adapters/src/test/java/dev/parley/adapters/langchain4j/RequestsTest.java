package dev.parley.adapters.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.adapters.langchain4j.ProviderSettings.Protocol;
import dev.parley.llm.Message;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.ToolCall;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import java.io.IOException;
import java.util.List;
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

  @Test
  void writesAnAnthropicSession() throws IOException {
    JsonNode body = sent(Protocol.ANTHROPIC, Calls.coding("claude-haiku-4-5", true, SESSION));

    assertThat(body)
        .isEqualTo(
            json(
                """
                {"model": "claude-haiku-4-5", "max_tokens": 8192, "stream": true,
                 "system": [{"type": "text", "text": "You code.",
                             "cache_control": {"type": "ephemeral"}}],
                 "messages": [
                   {"role": "user", "content": [
                     {"type": "text", "text": "Task: T1\\nAttempt: 2\\nRead both."}]},
                   {"role": "assistant", "content": [
                     {"type": "text", "text": "Reading."},
                     {"type": "tool_use", "id": "c1", "name": "read_file",
                      "input": {"path": "a"}},
                     {"type": "tool_use", "id": "c2", "name": "read_file", "input": {}}]},
                   {"role": "user", "content": [
                     {"type": "tool_result", "tool_use_id": "c1", "content": "1 hello"},
                     {"type": "tool_result", "tool_use_id": "c2", "content": "(nothing)",
                      "is_error": true},
                     {"type": "text", "text": "Go on.",
                      "cache_control": {"type": "ephemeral"}}]}],
                 "tools": [
                   {"name": "read_file", "description": "Reads a file.", "input_schema": {
                      "type": "object",
                      "properties": {
                        "path": {"type": "string", "description": "Where."},
                        "lines": {"type": "array", "description": "Which.",
                                  "items": {"type": "string"}}},
                      "required": ["path"]}},
                   {"name": "finish", "description": "Ends.", "input_schema": {
                      "type": "object", "properties": {}, "required": []},
                    "cache_control": {"type": "ephemeral"}}]}
                """));
  }

  @Test
  void writesAnOpenAiSession() throws IOException {
    JsonNode body = sent(Protocol.OPENAI, Calls.coding("gpt-4.1", true, SESSION));

    assertThat(body)
        .isEqualTo(
            json(
                """
                {"model": "gpt-4.1", "max_tokens": 8192,
                 "stream": true, "stream_options": {"include_usage": true},
                 "messages": [
                   {"role": "system", "content": "You code."},
                   {"role": "user", "content": "Task: T1\\nAttempt: 2\\nRead both."},
                   {"role": "assistant", "content": "Reading.", "tool_calls": [
                     {"id": "c1", "type": "function", "function": {
                        "name": "read_file", "arguments": "{\\"path\\":\\"a\\"}"}},
                     {"id": "c2", "type": "function", "function": {
                        "name": "read_file", "arguments": "{}"}}]},
                   {"role": "tool", "tool_call_id": "c1", "content": "1 hello"},
                   {"role": "tool", "tool_call_id": "c2", "content": "(nothing)"},
                   {"role": "user", "content": "Go on."}],
                 "tools": [
                   {"type": "function", "function": {
                      "name": "read_file", "description": "Reads a file.", "parameters": {
                        "type": "object",
                        "properties": {
                          "path": {"type": "string", "description": "Where."},
                          "lines": {"type": "array", "description": "Which.",
                                    "items": {"type": "string"}}},
                        "required": ["path"]}}},
                   {"type": "function", "function": {
                      "name": "finish", "description": "Ends.", "parameters": {
                        "type": "object", "properties": {}, "required": []}}}]}
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
      new LangChainModelClient(java.util.Map.of("p", open))
          .call(Calls.hello(Protocol.OPENAI, false));

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
            new dev.parley.model.ModelName("mistral", "large"),
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

  private static JsonNode json(String text) {
    return Json.tree(text).orElseThrow();
  }
}
