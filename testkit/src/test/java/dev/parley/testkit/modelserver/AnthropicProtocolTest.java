package dev.parley.testkit.modelserver;

import static dev.parley.testkit.modelserver.Caller.anthropicHeaders;
import static dev.parley.testkit.modelserver.Caller.body;
import static dev.parley.testkit.modelserver.Caller.events;
import static dev.parley.testkit.modelserver.Caller.json;
import static dev.parley.testkit.modelserver.Caller.question;
import static dev.parley.testkit.modelserver.Protocol.ANTHROPIC;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.model.TokenUsage;
import dev.parley.testkit.modelserver.Caller.Event;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnthropicProtocolTest {

  private static final ScriptedAnswer CALLS_A_TOOL =
      ScriptedAnswer.reply(
          Block.text("I will write the file. It has an emoji, 🙂, which must not be split."),
          Block.toolCall("write_file", Map.of("path", "a.txt", "lines", List.of(1, 2))),
          Block.toolCall("done", Map.of()));

  private static HttpResponse<String> ask(ScriptedAnswer answer, JsonNode body) {
    try (var server = ScriptedModelServer.start(_ -> answer);
        var caller = new Caller(server)) {
      return caller.ask(ANTHROPIC, body);
    }
  }

  @Test
  void answersWholeInTheFormOfMessages() {
    var response = ask(ScriptedAnswer.text("Hello there."), question("Hi, who are you?"));

    assertThat(response.statusCode()).isEqualTo(200);
    var message = body(response);
    assertThat(message.path("id").asText()).startsWith("msg_");
    assertThat(message.path("type").asText()).isEqualTo("message");
    assertThat(message.path("role").asText()).isEqualTo("assistant");
    assertThat(message.path("model").asText()).isEqualTo("some-model");
    assertThat(message.path("content"))
        .isEqualTo(json("{'c': [{'type': 'text', 'text': 'Hello there.'}]}").path("c"));
    assertThat(message.path("stop_reason").asText()).isEqualTo("end_turn");
    assertThat(message.get("stop_sequence").isNull()).isTrue();
    assertThat(message.path("usage").path("input_tokens").asInt()).isEqualTo(4);
    assertThat(message.path("usage").path("output_tokens").asInt()).isEqualTo(3);
    assertThat(message.path("usage").path("cache_read_input_tokens").asInt(-1)).isZero();
    assertThat(message.path("usage").path("cache_creation_input_tokens").asInt(-1)).isZero();
  }

  @Test
  void answersWholeWithToolCalls() {
    var message = body(ask(CALLS_A_TOOL, question("Write.")));

    assertThat(message.path("stop_reason").asText()).isEqualTo("tool_use");
    var call = message.path("content").get(1);
    assertThat(call.path("type").asText()).isEqualTo("tool_use");
    assertThat(call.path("id").asText()).startsWith("toolu_");
    assertThat(call.path("name").asText()).isEqualTo("write_file");
    assertThat(call.path("input")).isEqualTo(json("{'path': 'a.txt', 'lines': [1, 2]}"));
    assertThat(message.path("content").get(2).path("input")).isEqualTo(json("{}"));
    assertThat(message.path("content").get(2).path("id")).isNotEqualTo(call.path("id"));
  }

  @Test
  void streamsTheEventsInTheOrderOfTheProtocol() {
    var response = ask(CALLS_A_TOOL, question("Write.").put("stream", true));

    assertThat(response.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
    assertThat(distinctInARow(events(response).stream().map(Event::name).toList()))
        .containsExactly(
            "message_start",
            "content_block_start",
            "ping",
            "content_block_delta",
            "content_block_stop",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop");
    assertThat(events(response))
        .allSatisfy(
            event -> assertThat(event.json().path("type").asText()).isEqualTo(event.name()));
  }

  @Test
  void streamsTheSameAsItAnswersWhole() {
    var whole = body(ask(CALLS_A_TOOL, question("Write.")));
    var events = events(ask(CALLS_A_TOOL, question("Write.").put("stream", true)));

    assertThat(deltas(events, 0, "text"))
        .isEqualTo(whole.path("content").get(0).path("text").asText());
    assertThat(Json.parse(deltas(events, 1, "partial_json")))
        .isEqualTo(whole.path("content").get(1).path("input"));
    var started = events.getFirst().json().path("message");
    assertThat(started.path("content")).isEmpty();
    assertThat(started.path("usage").path("input_tokens"))
        .isEqualTo(whole.path("usage").path("input_tokens"));
    var ended = events.get(events.size() - 2).json();
    assertThat(ended.path("delta").path("stop_reason").asText()).isEqualTo("tool_use");
    assertThat(ended.path("usage").path("output_tokens"))
        .isEqualTo(whole.path("usage").path("output_tokens"));
  }

  @Test
  void givesTheSameAnswerByteForByteToTheSameRequest() {
    try (var server = ScriptedModelServer.start(_ -> CALLS_A_TOOL);
        var caller = new Caller(server)) {
      var first = caller.ask(ANTHROPIC, question("Write."));
      var again = caller.ask(ANTHROPIC, question("Write."));
      var other = caller.ask(ANTHROPIC, question("Write more."));

      assertThat(again.body()).isEqualTo(first.body());
      assertThat(body(other).path("id")).isNotEqualTo(body(first).path("id"));
    }
  }

  @Test
  void sendsTheHeadersByWhichAClientPacesItself() {
    var headers = ask(ScriptedAnswer.text("Hi."), question("Hi.")).headers();

    assertThat(headers.firstValue("request-id"))
        .hasValueSatisfying(id -> assertThat(id).startsWith("req_"));
    for (var what : List.of("requests", "tokens", "input-tokens", "output-tokens")) {
      var prefix = "anthropic-ratelimit-" + what;
      assertThat(headers.firstValueAsLong(prefix + "-limit").orElseThrow()).isPositive();
      assertThat(headers.firstValueAsLong(prefix + "-remaining").orElseThrow()).isPositive();
      assertThat(Instant.parse(headers.firstValue(prefix + "-reset").orElseThrow())).isNotNull();
    }
  }

  @Test
  void billsWhatTheScriptSays() {
    var reply = ScriptedAnswer.text("Hi.").withUsage(new TokenUsage(10, 20, 30, 40));

    var usage = body(ask(reply, question("Hi."))).path("usage");

    assertThat(usage.path("input_tokens").asInt()).isEqualTo(10);
    assertThat(usage.path("output_tokens").asInt()).isEqualTo(20);
    assertThat(usage.path("cache_creation_input_tokens").asInt()).isEqualTo(30);
    assertThat(usage.path("cache_read_input_tokens").asInt()).isEqualTo(40);
  }

  @Test
  void cutsAnAnswerThatIsLongerThanTheRequestAllows() {
    var response = ask(ScriptedAnswer.text("x".repeat(100)), question("Hi.").put("max_tokens", 5));

    assertThat(body(response).path("stop_reason").asText()).isEqualTo("max_tokens");
    assertThat(body(response).path("content").get(0).path("text").asText()).hasSize(20);
    assertThat(body(response).path("usage").path("output_tokens").asInt()).isEqualTo(5);
  }

  @Test
  void countsTokensWithoutAskingTheScript() {
    try (var server = ScriptedModelServer.start(_ -> ScriptedAnswer.text("Never."));
        var caller = new Caller(server)) {
      var body = question("Twenty characters ok");
      body.remove("max_tokens");

      var counted =
          caller.post("/v1/messages/count_tokens?beta=true", body.toString(), anthropicHeaders());

      assertThat(body(counted)).isEqualTo(json("{'input_tokens': 5}"));
      assertThat(server.requests().getFirst().answer()).isEmpty();
    }
  }

  @Test
  void listsModelsInItsOwnForm() {
    try (var server = ScriptedModelServer.start(_ -> ScriptedAnswer.text("Never."));
        var caller = new Caller(server)) {
      var models = body(caller.get("/v1/models", anthropicHeaders()));

      assertThat(models.path("has_more").asBoolean(true)).isFalse();
      assertThat(models.path("data").findValuesAsText("id")).contains("claude-sonnet-5");
      assertThat(models.path("data").findValuesAsText("type")).containsOnly("model");
    }
  }

  @Test
  void showsTheScriptANeutralRequest() {
    var body =
        json(
            """
            {'model': 'some-model', 'max_tokens': 1000, 'stream': true,
             'system': [{'type': 'text', 'text': 'Be brief.'}, {'type': 'text', 'text': 'Be kind.'}],
             'tools': [{'name': 'write_file', 'input_schema': {'type': 'object'}}],
             'output_config': {'format': {'type': 'json_schema',
               'schema': {'type': 'object', 'additionalProperties': false}}},
             'messages': [
               {'role': 'user', 'content': 'Write.'},
               {'role': 'assistant', 'content': [
                 {'type': 'text', 'text': 'I do.'},
                 {'type': 'tool_use', 'id': 'toolu_1', 'name': 'write_file', 'input': {'path': 'a'}}]},
               {'role': 'user', 'content': [
                 {'type': 'tool_result', 'tool_use_id': 'toolu_1', 'is_error': true,
                  'content': [{'type': 'text', 'text': 'No disk.'}]},
                 {'type': 'text', 'text': 'Try again.'}]}]}
            """);
    try (var server = ScriptedModelServer.start(_ -> ScriptedAnswer.text("Yes."));
        var caller = new Caller(server)) {
      caller.ask(ANTHROPIC, body, Map.of("X-Parley-Role", "coding", "X-Parley-Task", "T1"));

      var request = server.requests("coding").getFirst().request().orElseThrow();
      assertThat(request.protocol()).isEqualTo(ANTHROPIC);
      assertThat(request.role()).isEqualTo("coding");
      assertThat(request.task()).isEqualTo("T1");
      assertThat(request.run()).isEmpty();
      assertThat(request.stream()).isTrue();
      assertThat(request.settings().maxTokens()).hasValue(1000);
      assertThat(request.system()).isEqualTo("Be brief.\nBe kind.");
      assertThat(request.toolNames()).containsExactly("write_file");
      assertThat(request.schema()).isPresent();
      assertThat(request.assistantTurns()).isEqualTo(1);
      assertThat(request.firstUserWords()).isEqualTo("Write.");
      assertThat(request.lastUserWords()).isEqualTo("No disk.\nTry again.");
      assertThat(request.lastToolResults())
          .containsExactly(new Part.ToolResult("toolu_1", "No disk.", true));
      assertThat(request.messages().get(1).parts())
          .contains(new Part.ToolCall("toolu_1", "write_file", json("{'path': 'a'}")));
    }
  }

  private static String deltas(List<Event> events, int index, String field) {
    var out = new StringBuilder();
    for (var event : events) {
      if (event.name().equals("content_block_delta")
          && event.json().path("index").asInt() == index) {
        out.append(event.json().path("delta").path(field).asText());
      }
    }
    return out.toString();
  }

  private static List<String> distinctInARow(List<String> names) {
    var kept = new ArrayList<String>();
    for (var name : names) {
      if (kept.isEmpty() || !kept.getLast().equals(name)) {
        kept.add(name);
      }
    }
    return kept;
  }
}
