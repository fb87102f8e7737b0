package dev.parley.testkit.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.testkit.modelserver.Message.Speaker;
import dev.parley.testkit.modelserver.PromptCache.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads an accepted Messages request into its neutral form. */
final class AnthropicReader {

  private static final String CACHE_MARK = "cache_control";

  private AnthropicReader() {}

  static ScriptedRequest read(RequestHeaders headers, JsonNode body) {
    var max = body.path("max_tokens");
    var settings =
        new ScriptedRequest.Settings(
            body.path("model").asText(),
            body.path("stream").asBoolean(),
            max.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(max.asLong()),
            true);
    return new ScriptedRequest(Protocol.ANTHROPIC, headers, conversation(body), settings, body);
  }

  /** The prompt in the order the cache sees it: tools, then system, then messages. */
  static List<Segment> segments(JsonNode body) {
    var segments = new ArrayList<Segment>();
    body.path("tools").forEach(tool -> segments.add(segment("tool", tool)));
    blocks(body.path("system")).forEach(block -> segments.add(segment("system", block)));
    for (var message : body.path("messages")) {
      var role = message.path("role").asText();
      blocks(message.path("content")).forEach(block -> segments.add(segment(role, block)));
    }
    if (body.path(CACHE_MARK).isObject() && !segments.isEmpty()) {
      segments.add(new Segment(segments.removeLast().text(), true));
    }
    return segments;
  }

  /** Blocks of a field that may be blocks or one text; a text is one text block. */
  private static List<JsonNode> blocks(JsonNode field) {
    if (field.isTextual()) {
      return List.of(Json.object().put("type", "text").put("text", field.asText()));
    }
    return StreamSupport.stream(field.spliterator(), false).toList();
  }

  private static Segment segment(String where, JsonNode block) {
    if (!(block instanceof ObjectNode object)) {
      return new Segment(where + block, false);
    }
    var mark = object.path(CACHE_MARK).isObject();
    var bare = object.deepCopy();
    bare.remove(CACHE_MARK);
    var isText = "text".equals(object.path("type").asText());
    return new Segment(isText ? object.path("text").asText() : where + bare, mark);
  }

  private static Conversation conversation(JsonNode body) {
    var turns = new ArrayList<Message>();
    var system = new ArrayList<String>(texts(body.path("system")));
    for (var message : body.path("messages")) {
      switch (message.path("role").asText()) {
        case "user" -> turns.add(new Message(Speaker.USER, parts(message)));
        case "assistant" -> turns.add(new Message(Speaker.ASSISTANT, parts(message)));
        default -> system.addAll(texts(message.path("content")));
      }
    }
    var tools =
        StreamSupport.stream(body.path("tools").spliterator(), false)
            .map(tool -> tool.path("name").asText())
            .toList();
    return new Conversation(String.join("\n", system), turns, tools, schema(body));
  }

  private static Optional<JsonNode> schema(JsonNode body) {
    return Optional.of(body.path("output_config").path("format").path("schema"))
        .filter(JsonNode::isObject);
  }

  private static List<Part> parts(JsonNode message) {
    var parts = new ArrayList<Part>();
    for (var block : blocks(message.path("content"))) {
      switch (block.path("type").asText()) {
        case "text" -> parts.add(new Part.Text(block.path("text").asText()));
        case "tool_use" ->
            parts.add(
                new Part.ToolCall(
                    block.path("id").asText(), block.path("name").asText(), block.path("input")));
        case "tool_result" ->
            parts.add(
                new Part.ToolResult(
                    block.path("tool_use_id").asText(),
                    String.join("\n", texts(block.path("content"))),
                    block.path("is_error").asBoolean()));
        default -> {} // images, documents, thinking: scripts do not read them
      }
    }
    return parts;
  }

  private static List<String> texts(JsonNode field) {
    return blocks(field).stream()
        .filter(block -> "text".equals(block.path("type").asText()))
        .map(block -> block.path("text").asText())
        .collect(Collectors.toList());
  }
}
