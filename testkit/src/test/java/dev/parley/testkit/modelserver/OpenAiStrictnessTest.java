package dev.parley.testkit.modelserver;

import static dev.parley.testkit.modelserver.Caller.body;
import static dev.parley.testkit.modelserver.Caller.json;
import static dev.parley.testkit.modelserver.Protocol.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiStrictnessTest {

  private static final String USER = "{'role': 'user', 'content': 'Hi.'}";
  private static final String CALLS =
      """
      {'role': 'assistant', 'content': null, 'tool_calls': [
        {'id': 'a', 'type': 'function', 'function': {'name': 't', 'arguments': '{}'}},
        {'id': 'b', 'type': 'function', 'function': {'name': 't', 'arguments': '{}'}}]}
      """;

  private final ScriptedModelServer server;
  private final Caller caller;

  OpenAiStrictnessTest() {
    server = ScriptedModelServer.start(_ -> ScriptedAnswer.text("Fine."));
    caller = new Caller(server);
  }

  @AfterAll
  void stop() {
    caller.close();
    server.close();
  }

  private void refuses(String json, String message) {
    var response = caller.ask(OPENAI, json(json));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    var error = body(response).path("error");
    assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error.path("message").asText()).startsWith(message);
    assertThat(error.has("param")).isTrue();
    assertThat(error.has("code")).isTrue();
  }

  private void accepts(String json) {
    var response = caller.ask(OPENAI, json(json));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private static String saying(String... messages) {
    return "{'model': 'some-model', 'messages': [" + String.join(",", messages) + "]}";
  }

  private static String with(String model, String field) {
    return "{'model': '%s', 'messages': [%s], %s}".formatted(model, USER, field);
  }

  private static String result(String id) {
    return "{'role': 'tool', 'tool_call_id': '" + id + "', 'content': 'ok'}";
  }

  @Test
  void refusesWhatLacksARequiredField() {
    refuses("{'messages': [" + USER + "]}", "you must provide a model parameter");
    refuses("{'model': 'm'}", "Missing required parameter: 'messages'.");
    refuses(saying(), "Invalid 'messages': empty array.");
    refuses(saying("{'content': 'Hi.'}"), "Missing required parameter: 'messages[0].role'.");
    refuses(saying("{'role': 'human', 'content': 'Hi.'}"), "Invalid value: 'human'.");
    refuses(
        saying("{'role': 'user'}"), "Invalid value for 'content': expected a string, got null.");
    refuses(
        saying("{'role': 'assistant', 'content': null}", USER),
        "Invalid value for 'content': expected a string, got null.");
    refuses(
        saying("{'role': 'user', 'content': {'text': 'Hi.'}}"),
        "Invalid type for 'messages[0].content'");
  }

  @Test
  void refusesToolCallsWithoutAnAnswerToEach() {
    var missing = "An assistant message with 'tool_calls' must be followed by tool messages";
    refuses(saying(USER, CALLS), missing);
    refuses(saying(USER, CALLS, result("a")), missing);
    refuses(saying(USER, CALLS, result("a"), USER, result("b")), missing);
    accepts(saying(USER, CALLS, result("b"), result("a")));
    accepts(saying(USER, CALLS, result("b"), result("a"), USER));
  }

  @Test
  void namesTheCallsThatWereNotAnswered() {
    var response = caller.ask(OPENAI, json(saying(USER, CALLS, result("a"), USER)));

    assertThat(body(response).path("error").path("message").asText()).endsWith("messages: b");
    assertThat(body(response).path("error").path("param").asText()).isEqualTo("messages.[3].role");
  }

  @Test
  void refusesAnswersToCallsThatWereNotMade() {
    var stray = "Invalid parameter: messages with role 'tool' must be a response";
    refuses(saying(USER, result("a")), stray);
    refuses(saying(USER, CALLS, result("a"), result("b"), result("c")), stray);
    refuses(saying(USER, CALLS, result("a"), result("b"), USER, result("a")), stray);
    refuses(
        saying(USER, CALLS, "{'role': 'tool', 'content': 'ok'}"),
        "Missing required parameter: 'messages[2].tool_call_id'.");
  }

  @Test
  void refusesToolCallsInTheWrongForm() {
    refuses(
        saying(USER, CALLS.replace("'{}'", "{}")),
        "Invalid type for 'messages[1].tool_calls[0].function.arguments': expected a string.");
    refuses(
        saying(USER, "{'role': 'assistant', 'content': 'x', 'tool_calls': []}"),
        "Invalid 'messages[1].tool_calls': empty array.");
    refuses(
        saying(USER, CALLS.replace("'id': 'a', ", "")),
        "Missing required parameter: 'messages[1].tool_calls[0].id'.");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      textBlock =
          """
          m       | 'system': 'x'                        | Unknown parameter: 'system'.
          m       | 'temperature': 2.5                   | Invalid 'temperature': decimal above maximum value.
          m       | 'max_tokens': 0                      | Invalid 'max_tokens': integer below minimum value.
          m       | 'max_tokens': 5, 'max_completion_tokens': 5 | Setting 'max_tokens' and
          gpt-4o  | 'max_tokens': 16385                  | max_tokens is too large: 16385.
          gpt-5.4 | 'max_tokens': 100                    | Unsupported parameter: 'max_tokens' is not supported with this model.
          gpt-5   | 'temperature': 0.2                   | Unsupported value: 'temperature' does not support 0.2
          gpt-5-mini-2025-08-07 | 'stop': ['x']          | Unsupported parameter: 'stop'
          m       | 'stream_options': {'include_usage': true} | The 'stream_options' parameter is only allowed
          m       | 'tools': []                          | Invalid 'tools': empty array.
          m       | 'tool_choice': 'auto'                | 'tool_choice' is only allowed when 'tools' are specified.
          m       | 'parallel_tool_calls': true          | 'parallel_tool_calls' is only allowed
          m       | 'tools': [{'type': 'function', 'function': {'name': 'a b'}}] | Invalid 'tools[0].function.name'
          m       | 'tools': [{'type': 'function', 'function': {'name': 'a', 'parameters': {}}}] | Invalid schema for function 'a': schema must be
          m       | 'tools': [{'type': 'function', 'function': {'name': 'a'}}], 'tool_choice': 'any' | Invalid value: 'any'.
          m       | 'response_format': {'type': 'json_object'} | 'messages' must contain the word 'json'
          m       | 'response_format': {'type': 'json_schema', 'json_schema': {'schema': {}}} | Missing required parameter: 'response_format.json_schema.name'.
          m       | 'response_format': {'type': 'xml'}   | Invalid value: 'xml'.
          """)
  void refusesSettingsTheModelDoesNotTake(String model, String field, String message) {
    refuses(with(model, field), message);
  }

  @Test
  void refusesAStrictSchemaThatIsOpenOrHasOptionalProperties() {
    var format =
        "'response_format': {'type': 'json_schema', 'json_schema': {'name': 'x', 'strict': true, 'schema': %s}}";
    refuses(
        with("m", format.formatted("{'type': 'object', 'properties': {}}")),
        "Invalid schema for response_format 'x': In context=(), 'additionalProperties' is required");
    var item =
        "{'type': 'object', 'additionalProperties': false, 'properties': {'p': {'type': 'string'}}}";
    refuses(
        with(
            "m",
            format.formatted(
                "{'type': 'object', 'additionalProperties': false, 'required': ['l'],"
                    + " 'properties': {'l': {'type': 'array', 'items': "
                    + item
                    + "}}}")),
        "Invalid schema for response_format 'x': In context=('properties', 'l', 'items'), 'required'");
    accepts(
        with(
            "m",
            format.formatted(item.replace("'properties'", "'required': ['p'], 'properties'"))));
  }

  @Test
  void refusesWhatIsNotJson() {
    var response = caller.post("/v1/chat/completions", "{", Caller.openAiHeaders());

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(body(response).path("error").path("type").asText())
        .isEqualTo("invalid_request_error");
  }
}
