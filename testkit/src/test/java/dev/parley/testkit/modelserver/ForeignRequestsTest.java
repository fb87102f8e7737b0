package dev.parley.testkit.modelserver;

import static dev.parley.testkit.modelserver.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.testkit.modelserver.RecordedRequest.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client sends, it is answered or refused; the server itself never fails. */
class ForeignRequestsTest {

  private static final String ANTHROPIC =
      """
      {'model': 'claude-haiku-4-5', 'max_tokens': 10, 'stream': false, 'temperature': 0.5,
       'system': [{'type': 'text', 'text': 'Be brief.', 'cache_control': {'type': 'ephemeral'}}],
       'tools': [{'name': 't', 'input_schema': {'type': 'object', 'properties': {}}}],
       'tool_choice': {'type': 'auto'}, 'stop_sequences': ['x'],
       'output_config': {'format': {'type': 'json_schema', 'schema':
         {'type': 'object', 'additionalProperties': false, 'properties': {'a': {'anyOf': [{}]}}}}},
       'messages': [
         {'role': 'user', 'content': 'Go.'},
         {'role': 'assistant', 'content': [
           {'type': 'text', 'text': 'I do.'},
           {'type': 'tool_use', 'id': 'a', 'name': 't', 'input': {'p': 1}}]},
         {'role': 'user', 'content': [{'type': 'tool_result', 'tool_use_id': 'a', 'content': 'ok'}]}]}
      """;

  private static final String OPENAI =
      """
      {'model': 'gpt-4o', 'max_tokens': 10, 'stream': true, 'temperature': 0.5,
       'stream_options': {'include_usage': true},
       'tools': [{'type': 'function', 'function': {'name': 't', 'strict': true, 'parameters':
         {'type': 'object', 'additionalProperties': false, 'properties': {}}}}],
       'tool_choice': 'auto', 'parallel_tool_calls': true,
       'response_format': {'type': 'json_schema', 'json_schema': {'name': 'n', 'strict': true,
         'schema': {'type': 'object', 'additionalProperties': false, 'properties': {}}}},
       'messages': [
         {'role': 'system', 'content': 'Be brief.'},
         {'role': 'user', 'content': [{'type': 'text', 'text': 'Go.'}]},
         {'role': 'assistant', 'content': null, 'tool_calls': [
           {'id': 'a', 'type': 'function', 'function': {'name': 't', 'arguments': '{}'}}]},
         {'role': 'tool', 'tool_call_id': 'a', 'content': 'ok'}]}
      """;

  private final Provider provider =
      new Provider(ServerOptions.defaults(), _ -> ScriptedAnswer.text("Fine."));

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void neverMakeTheServerFail(long seed) {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (var round = 0; round < 10; round++) {
      for (var protocol : Protocol.values()) {
        var body = json(protocol == Protocol.ANTHROPIC ? ANTHROPIC : OPENAI);
        assertThat(status(protocol, body)).isEqualTo(200);
        for (var changes = random.nextInt(1, 4); changes > 0; changes--) {
          change(body, random);
        }
        assertThat(status(protocol, body)).as(body.toString()).isIn(200, 400);
      }
    }
  }

  private int status(Protocol protocol, JsonNode body) {
    var anthropic = protocol == Protocol.ANTHROPIC;
    var headers = anthropic ? Caller.anthropicHeaders() : Caller.openAiHeaders();
    var lists = new HashMap<String, List<String>>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    var path = anthropic ? "/v1/messages" : "/v1/chat/completions";
    var call = new Call("POST", path, new RequestHeaders(lists), body.toString());
    return provider.handle(call).outgoing().status();
  }

  /** Replaces or removes one node somewhere in the tree. */
  private static void change(ObjectNode root, RandomGenerator random) {
    var containers = new ArrayList<JsonNode>();
    collect(root, containers);
    switch (containers.get(random.nextInt(containers.size()))) {
      case ObjectNode object when !object.isEmpty() -> {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        var name = names.get(random.nextInt(names.size()));
        if (random.nextInt(3) == 0) {
          object.remove(name);
        } else {
          object.set(name, anything(random));
        }
      }
      case ArrayNode array when !array.isEmpty() ->
          array.set(random.nextInt(array.size()), anything(random));
      default -> {}
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private static JsonNode anything(RandomGenerator random) {
    return switch (random.nextInt(10)) {
      case 0 -> Json.MAPPER.nullNode();
      case 1 -> Json.MAPPER.getNodeFactory().numberNode(-1);
      case 2 -> Json.MAPPER.getNodeFactory().numberNode(1e300);
      case 3 -> Json.MAPPER.getNodeFactory().booleanNode(true);
      case 4 -> TextNode.valueOf("");
      case 5 -> TextNode.valueOf("%s \u0000 \ud83d");
      case 6 -> Json.array();
      case 7 -> Json.array().add("x").addNull();
      case 8 -> Json.object();
      default -> json("{'type': 'object', 'a': [{}]}");
    };
  }
}
