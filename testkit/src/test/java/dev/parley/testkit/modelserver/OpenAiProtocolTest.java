package dev.parley.testkit.modelserver;

import static dev.parley.testkit.modelserver.Caller.body;
import static dev.parley.testkit.modelserver.Caller.events;
import static dev.parley.testkit.modelserver.Caller.json;
import static dev.parley.testkit.modelserver.Caller.openAiHeaders;
import static dev.parley.testkit.modelserver.Caller.question;
import static dev.parley.testkit.modelserver.Protocol.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.model.TokenUsage;
import dev.parley.testkit.modelserver.Caller.Event;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenAiProtocolTest {

  private static final ScriptedAnswer CALLS_TWO_TOOLS =
      ScriptedAnswer.reply(
          Block.toolCall("write_file", Map.of("path", "a.txt", "content", "a rather long content")),
          Block.toolCall("done", Map.of()));

  private static HttpResponse<String> ask(ScriptedAnswer answer, JsonNode body) {
    try (var server = ScriptedModelServer.start(_ -> answer);
        var caller = new Caller(server)) {
      return caller.ask(OPENAI, body);
    }
  }

  private static ObjectNode streamed(String words) {
    var body = question(words).put("stream", true);
    body.putObject("stream_options").put("include_usage", true);
    return body;
  }

  @Test
  void answersWholeInTheFormOfChatCompletions() {
    var response = ask(ScriptedAnswer.text("Hello there."), question("Hi, who are you?"));

    assertThat(response.statusCode()).isEqualTo(200);
    var completion = body(response);
    assertThat(completion.path("id").asText()).startsWith("chatcmpl-");
    assertThat(completion.path("object").asText()).isEqualTo("chat.completion");
    assertThat(completion.path("created").isIntegralNumber()).isTrue();
    var choice = completion.path("choices").get(0);
    assertThat(choice.path("message").path("role").asText()).isEqualTo("assistant");
    assertThat(choice.path("message").path("content").asText()).isEqualTo("Hello there.");
    assertThat(choice.path("message").get("refusal").isNull()).isTrue();
    assertThat(choice.path("finish_reason").asText()).isEqualTo("stop");
    var usage = completion.path("usage");
    assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(4);
    assertThat(usage.path("completion_tokens").asInt()).isEqualTo(3);
    assertThat(usage.path("total_tokens").asInt()).isEqualTo(7);
    assertThat(usage.path("prompt_tokens_details").path("cached_tokens").asInt(-1)).isZero();
  }

  @Test
  void answersWholeWithToolCallsAndNoContent() {
    var choice = body(ask(CALLS_TWO_TOOLS, question("Write."))).path("choices").get(0);

    assertThat(choice.path("finish_reason").asText()).isEqualTo("tool_calls");
    assertThat(choice.path("message").get("content").isNull()).isTrue();
    var call = choice.path("message").path("tool_calls").get(0);
    assertThat(call.path("id").asText()).startsWith("call_");
    assertThat(call.path("type").asText()).isEqualTo("function");
    assertThat(call.path("function").path("name").asText()).isEqualTo("write_file");
    assertThat(call.path("function").path("arguments").isTextual()).isTrue();
    assertThat(Json.parse(call.path("function").path("arguments").asText()).path("path").asText())
        .isEqualTo("a.txt");
  }

  @Test
  void streamsWordsThenTheReasonThenUsageThenDone() {
    var events = events(ask(ScriptedAnswer.text("Hello there, and more."), streamed("Hi.")));

    assertThat(events.getLast().data()).isEqualTo("[DONE]");
    var chunks = events.stream().limit(events.size() - 1L).map(Event::json).toList();
    assertThat(chunks)
        .allSatisfy(
            chunk -> assertThat(chunk.path("object").asText()).isEqualTo("chat.completion.chunk"));
    assertThat(delta(chunks.getFirst()).path("role").asText()).isEqualTo("assistant");
    assertThat(joined(chunks, "content")).isEqualTo("Hello there, and more.");
    var usage = chunks.getLast();
    assertThat(usage.path("choices")).isEmpty();
    assertThat(usage.path("usage").path("completion_tokens").asInt()).isEqualTo(6);
    var last = chunks.get(chunks.size() - 2);
    assertThat(last.path("choices").get(0).path("finish_reason").asText()).isEqualTo("stop");
    assertThat(last.has("usage") && last.get("usage").isNull()).isTrue();
  }

  @Test
  void streamsNoUsageUnlessAskedTo() {
    var response = ask(ScriptedAnswer.text("Hello."), question("Hi.").put("stream", true));

    assertThat(response.body()).doesNotContain("usage").endsWith("data: [DONE]\n\n");
  }

  @Test
  void streamsToolCallsWithTheirArgumentsInPieces() {
    var events = events(ask(CALLS_TWO_TOOLS, streamed("Write.")));

    var calls =
        events.stream()
            .limit(events.size() - 1L)
            .map(event -> delta(event.json()).path("tool_calls"))
            .filter(list -> !list.isEmpty())
            .map(list -> list.get(0))
            .toList();
    var first = calls.stream().filter(call -> call.path("index").asInt() == 0).toList();
    assertThat(first.getFirst().path("id").asText()).startsWith("call_");
    assertThat(first.getFirst().path("function").path("arguments").asText("none")).isEmpty();
    assertThat(first).hasSizeGreaterThan(2);
    assertThat(first.stream().skip(1)).noneSatisfy(call -> assertThat(call.has("id")).isTrue());
    var arguments = new StringBuilder();
    first.forEach(call -> arguments.append(call.path("function").path("arguments").asText()));
    assertThat(Json.parse(arguments.toString()).path("content").asText())
        .isEqualTo("a rather long content");
    assertThat(calls.getLast().path("index").asInt()).isEqualTo(1);
  }

  @Test
  void isFoundWithAndWithoutTheVersion() {
    try (var server = ScriptedModelServer.start(_ -> ScriptedAnswer.text("Hi."));
        var caller = new Caller(server)) {
      for (var path : List.of("/v1/chat/completions", "/chat/completions")) {
        var response = caller.post(path, question("Hi.").toString(), openAiHeaders());
        assertThat(response.statusCode()).as(path).isEqualTo(200);
      }
    }
  }

  @Test
  void sendsTheHeadersByWhichAClientPacesItself() {
    var headers = ask(ScriptedAnswer.text("Hi."), question("Hi.")).headers();

    assertThat(headers.firstValue("x-request-id")).isPresent();
    for (var what : List.of("requests", "tokens")) {
      assertThat(headers.firstValueAsLong("x-ratelimit-limit-" + what).orElseThrow()).isPositive();
      assertThat(headers.firstValueAsLong("x-ratelimit-remaining-" + what)).isPresent();
      assertThat(headers.firstValue("x-ratelimit-reset-" + what).orElseThrow())
          .matches("(\\d+h)?(\\d+m)?(\\d+(\\.\\d+)?s)|\\d+ms");
    }
  }

  @Test
  void countsAllInputAsPromptTokens() {
    var reply = ScriptedAnswer.text("Hi.").withUsage(new TokenUsage(10, 20, 0, 40));

    var usage = body(ask(reply, question("Hi."))).path("usage");

    assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(50);
    assertThat(usage.path("prompt_tokens_details").path("cached_tokens").asInt()).isEqualTo(40);
    assertThat(usage.path("completion_tokens").asInt()).isEqualTo(20);
  }

  @Test
  void listsModelsInItsOwnForm() {
    try (var server = ScriptedModelServer.start(_ -> ScriptedAnswer.text("Never."));
        var caller = new Caller(server)) {
      var models = body(caller.get("/v1/models", openAiHeaders()));

      assertThat(models.path("object").asText()).isEqualTo("list");
      assertThat(models.path("data").findValuesAsText("id")).contains("gpt-5.4");
    }
  }

  @Test
  void showsTheScriptTheSameNeutralRequestAsTheOtherProtocol() {
    var body =
        json(
            """
            {'model': 'some-model', 'max_completion_tokens': 1000,
             'tools': [{'type': 'function', 'function': {'name': 'read_file'}}],
             'response_format': {'type': 'json_schema', 'json_schema': {'name': 'answer',
               'strict': true,
               'schema': {'type': 'object', 'properties': {}, 'additionalProperties': false}}},
             'messages': [
               {'role': 'system', 'content': 'Be brief.'},
               {'role': 'developer', 'content': 'Be kind.'},
               {'role': 'user', 'content': [{'type': 'text', 'text': 'Read both.'}]},
               {'role': 'assistant', 'content': null, 'tool_calls': [
                 {'id': 'call_1', 'type': 'function',
                  'function': {'name': 'read_file', 'arguments': '{}'}},
                 {'id': 'call_2', 'type': 'function',
                  'function': {'name': 'read_file', 'arguments': 'no JSON'}}]},
               {'role': 'tool', 'tool_call_id': 'call_2', 'content': 'Two.'},
               {'role': 'tool', 'tool_call_id': 'call_1', 'content': 'One.'},
               {'role': 'user', 'content': 'Go on.'}]}
            """);
    try (var server = ScriptedModelServer.start(_ -> ScriptedAnswer.text("Yes."));
        var caller = new Caller(server)) {
      var response = caller.ask(OPENAI, body, Map.of("x-parley-role", "review"));

      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      var request = server.requests("review").getFirst().request().orElseThrow();
      assertThat(request.system()).isEqualTo("Be brief.\nBe kind.");
      assertThat(request.toolNames()).containsExactly("read_file");
      assertThat(request.schema()).isPresent();
      assertThat(request.settings().maxTokens()).hasValue(1000);
      assertThat(request.messages()).hasSize(3);
      assertThat(request.assistantTurns()).isEqualTo(1);
      assertThat(request.lastUserWords()).isEqualTo("Two.\nOne.\nGo on.");
      assertThat(request.lastToolResults())
          .extracting("callId")
          .containsExactly("call_2", "call_1");
    }
  }

  private static JsonNode delta(JsonNode chunk) {
    return chunk.path("choices").path(0).path("delta");
  }

  private static String joined(List<JsonNode> chunks, String field) {
    var out = new StringBuilder();
    chunks.forEach(chunk -> out.append(delta(chunk).path(field).asText("")));
    return out.toString();
  }
}
