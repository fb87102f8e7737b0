package dev.parley.testkit.modelserver;

import static dev.parley.testkit.modelserver.Caller.KEY;
import static dev.parley.testkit.modelserver.Caller.body;
import static dev.parley.testkit.modelserver.Caller.json;
import static dev.parley.testkit.modelserver.Protocol.ANTHROPIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnthropicStrictnessTest {

  private static final String USER = "{'role': 'user', 'content': 'Hi.'}";
  private static final String CALL =
      "{'role': 'assistant', 'content': [{'type': 'tool_use', 'id': 'a', 'name': 't', 'input': {}}]}";
  private static final String RESULT =
      "{'type': 'tool_result', 'tool_use_id': 'a', 'content': 'ok'}";

  private final ScriptedModelServer server;
  private final Caller caller;

  AnthropicStrictnessTest() {
    server = ScriptedModelServer.start(_ -> ScriptedAnswer.text("Fine."));
    caller = new Caller(server);
  }

  @AfterAll
  void stop() {
    caller.close();
    server.close();
  }

  private void refuses(String json, String message) {
    var response = caller.ask(ANTHROPIC, json(json));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(body(response).path("type").asText()).isEqualTo("error");
    assertThat(body(response).path("error").path("type").asText())
        .isEqualTo("invalid_request_error");
    assertThat(body(response).path("error").path("message").asText()).startsWith(message);
    assertThat(body(response).path("request_id").asText()).startsWith("req_");
  }

  private void accepts(String json) {
    var response = caller.ask(ANTHROPIC, json(json));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  /** A request of these messages. */
  private static String saying(String... messages) {
    return asking("'messages': [" + String.join(",", messages) + "]");
  }

  /** A request with these fields beside the model and the limit. */
  private static String asking(String fields) {
    return "{'model': 'some-model', 'max_tokens': 100, " + fields + "}";
  }

  /** An acceptable request to this model with one more field. */
  private static String with(String model, String field) {
    return "{'model': '%s', 'max_tokens': 2000, 'messages': [%s], %s}"
        .formatted(model, USER, field);
  }

  @Test
  void refusesWhatLacksARequiredField() {
    refuses("{'max_tokens': 1, 'messages': [" + USER + "]}", "model: Field required");
    refuses("{'model': 'm', 'messages': [" + USER + "]}", "max_tokens: Field required");
    refuses("{'model': 'm', 'max_tokens': 1}", "messages: Field required");
    refuses("{'model': 'm', 'max_tokens': 0, 'messages': [" + USER + "]}", "max_tokens: Input");
    refuses("{'model': 'm', 'max_tokens': '9', 'messages': [" + USER + "]}", "max_tokens: Input");
    refuses(saying(), "messages: at least one message is required");
    refuses(saying("{'content': 'Hi.'}"), "messages.0.role: Input should be");
    refuses(saying("{'role': 'user'}"), "messages.0.content: Field required");
  }

  @Test
  void refusesMessagesInTheWrongRole() {
    refuses(
        saying("{'role': 'assistant', 'content': 'Hi.'}", USER),
        "messages: first message must use the \"user\" role");
    refuses(saying("{'role': 'system', 'content': 'Hi.'}", USER), "messages: Unexpected role");
    refuses(saying("{'role': 'tool', 'content': 'Hi.'}"), "messages.0.role: Input should be");
    refuses(
        saying(
            USER,
            "{'role': 'user', 'content': [{'type': 'tool_use', 'id': 'a', 'name': 't', 'input': {}}]}"),
        "messages.1: `tool_use` blocks can only be in `assistant` messages");
  }

  @Test
  void refusesEmptyAndBlankWords() {
    refuses(saying("{'role': 'user', 'content': ''}"), "messages.0: all messages must have");
    refuses(saying("{'role': 'user', 'content': []}"), "messages.0: all messages must have");
    refuses(
        saying("{'role': 'user', 'content': [{'type': 'text', 'text': ''}]}"),
        "messages: text content blocks must be non-empty");
    refuses(
        saying("{'role': 'user', 'content': ' '}"),
        "messages: text content blocks must contain non-whitespace text");
    refuses(
        saying(USER, "{'role': 'assistant', 'content': 'It is '}"),
        "messages: final assistant content cannot end with trailing whitespace");
    refuses(
        asking("'system': [{'type': 'text', 'text': ''}], 'messages': [" + USER + "]"),
        "system: text content blocks must be non-empty");
  }

  @Test
  void refusesToolCallsWithoutTheirResultsInTheNextMessage() {
    var missing = "messages.1: `tool_use` ids were found without `tool_result` blocks";
    refuses(saying(USER, CALL), missing);
    refuses(saying(USER, CALL, USER), missing);
    refuses(
        saying(
            USER,
            CALL,
            "{'role': 'user', 'content': [{'type': 'text', 'text': 'Hm'}, " + RESULT + "]}"),
        missing);
    refuses(saying(USER, CALL, USER, "{'role': 'user', 'content': [" + RESULT + "]}"), missing);
    accepts(saying(USER, CALL, "{'role': 'user', 'content': [" + RESULT + "]}"));
    accepts(
        saying(
            USER,
            CALL,
            "{'role': 'user', 'content': [" + RESULT + ", {'type': 'text', 'text': 'Hm'}]}"));
  }

  @Test
  void refusesResultsOfCallsThatWereNotMade() {
    refuses(
        saying("{'role': 'user', 'content': [" + RESULT + "]}"),
        "messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: a");
    refuses(
        saying(USER, CALL, "{'role': 'user', 'content': [" + RESULT + ", " + RESULT + "]}"),
        "messages.2.content.1: each tool_use must have a single result");
    refuses(
        saying(
            USER,
            CALL,
            "{'role': 'user', 'content': [" + RESULT + "]}",
            CALL,
            "{'role': 'user', 'content': [" + RESULT + "]}"),
        "messages.3.content: `tool_use` ids must be unique");
  }

  @Test
  void refusesBlocksItDoesNotKnowAndCallsWithoutAnObject() {
    refuses(
        saying("{'role': 'user', 'content': [{'type': 'input_text', 'text': 'Hi.'}]}"),
        "messages.0.content.0: Input tag 'input_text' found using 'type'");
    refuses(
        saying(USER, CALL.replace("'input': {}", "'input': 'text'"), USER),
        "messages.1.content.0.tool_use.input: Input should be a valid dictionary");
    refuses(
        saying(USER, CALL.replace("'id': 'a'", "'id': 'a.b'"), USER),
        "messages.1.content.0.tool_use.id: String should match pattern");
    refuses(
        saying("{'role': 'user', 'content': 'Hi.', 'name': 'x'}"),
        "messages.0.name: Extra inputs are not permitted");
  }

  @Test
  void refusesToolsThatAreNotInOrder() {
    var schema = "'input_schema': {'type': 'object'}";
    refuses(
        with("m", "'tools': [{'name': 'a b', " + schema + "}]"),
        "tools.0.custom.name: String should match pattern");
    refuses(
        with("m", "'tools': [{'name': 'a', " + schema + "}, {'name': 'a', " + schema + "}]"),
        "tools: Tool names must be unique.");
    refuses(with("m", "'tools': [{'name': 'a'}]"), "tools.0.custom.input_schema: Field required");
    refuses(with("m", "'tool_choice': {'type': 'any'}"), "tool_choice may only be specified");
    refuses(
        with(
            "m",
            "'tools': [{'name': 'a', "
                + schema
                + "}], 'tool_choice': {'type': 'tool', 'name': 'b'}"),
        "Tool 'b' not found in provided tools");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      textBlock =
          """
          m                 | 'temperature': 1.5                    | temperature: range: 0..1
          m                 | 'max_completion_tokens': 5            | max_completion_tokens: Extra inputs are not permitted
          m                 | 'stop_sequences': [' ']               | stop_sequences: each stop sequence
          claude-sonnet-5   | 'temperature': 0                      | `temperature` is deprecated for this model.
          claude-opus-4-8   | 'top_p': 0.5                          | `top_p` is deprecated for this model.
          claude-haiku-4-5  | 'temperature': 0, 'top_p': 0.5        | `temperature` and `top_p` cannot both
          claude-opus-4-7-x | 'thinking': {'type': 'enabled', 'budget_tokens': 1024} | "thinking.type.enabled" is not supported
          claude-haiku-4-5  | 'thinking': {'type': 'enabled', 'budget_tokens': 100}  | thinking.enabled.budget_tokens: Input
          claude-haiku-4-5  | 'thinking': {'type': 'enabled', 'budget_tokens': 2000} | `max_tokens` must be greater than
          m                 | 'output_config': {'format': {'type': 'json_schema', 'schema': {'type': 'object'}}} | output_config.format.schema: For 'object' type
          m                 | 'output_config': {'format': {'type': 'json'}} | output_config.format.type: Input
          m                 | 'cache_control': {'type': 'forever'}  | cache_control.type: Input
          """)
  void refusesSettingsTheModelDoesNotTake(String model, String field, String message) {
    refuses(with(model, field), message);
  }

  @Test
  void refusesAPrefillWhereTheModelTakesNone() {
    var prefilled =
        "{'model': '%s', 'max_tokens': 5, 'messages': ["
            + USER
            + ", {'role': 'assistant', 'content': 'It'}]}";
    refuses(
        prefilled.formatted("claude-sonnet-4-6"),
        "This model does not support assistant message prefill");
    accepts(prefilled.formatted("claude-haiku-4-5"));
  }

  @Test
  void refusesMoreOutputThanTheModelHas() {
    refuses(
        "{'model': 'claude-opus-4-1-20250805', 'max_tokens': 32001, 'messages': [" + USER + "]}",
        "max_tokens: 32001 > 32000, which is the maximum allowed number of output tokens for");
  }

  @Test
  void refusesMoreInputThanTheModelHas() {
    var tooLong =
        "{'model': 'claude-haiku-4-5', 'max_tokens': 5, 'messages': [{'role': 'user', 'content': '"
            + "word ".repeat(180_000)
            + "'}]}";
    refuses(tooLong, "prompt is too long: 225000 tokens > 200000 maximum");
  }

  @Test
  void refusesMoreThanFourCacheMarks() {
    var marked = "{'type': 'text', 'text': 'x', 'cache_control': {'type': 'ephemeral'}}";
    refuses(
        saying(
            "{'role': 'user', 'content': ["
                + String.join(",", Collections.nCopies(5, marked))
                + "]}"),
        "A maximum of 4 blocks with cache_control may be provided. Found 5.");
  }

  @Test
  void refusesARequestWithoutItsVersion() {
    var ok = json(saying(USER)).toString();
    var without = caller.post("/v1/messages", ok, Map.of("x-api-key", KEY));
    var wrong =
        caller.post(
            "/v1/messages", ok, Map.of("x-api-key", KEY, "anthropic-version", "2030-01-01"));

    assertThat(without.statusCode()).isEqualTo(400);
    assertThat(without.body()).contains("anthropic-version: header is required");
    assertThat(wrong.body()).contains("is not a valid version");
  }

  @Test
  void refusesWhatIsNotJson() {
    for (var body : new String[] {"", "{", "[1] 2", "no"}) {
      var response = caller.post("/v1/messages", body, Caller.anthropicHeaders());
      assertThat(response.statusCode()).as(body).isEqualTo(400);
    }
    var list = caller.post("/v1/messages", "[]", Caller.anthropicHeaders());
    assertThat(list.body()).contains("Input should be a valid dictionary");
  }

  @Test
  void acceptsFieldsItDoesNotKnowFromThoseWhoAskForBetaFeatures() {
    var response =
        caller.ask(ANTHROPIC, json(with("m", "'new_field': 1")), Map.of("anthropic-beta", "new-1"));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void acceptsNeighbouringMessagesOfOneRoleAndImages() {
    accepts(saying(USER, USER));
    accepts(
        saying(
            "{'role': 'user', 'content': [{'type': 'image', 'source': {'type': 'url', 'url': 'x'}}]}"));
    accepts(with("claude-opus-5", "'thinking': {'type': 'adaptive'}"));
  }
}
