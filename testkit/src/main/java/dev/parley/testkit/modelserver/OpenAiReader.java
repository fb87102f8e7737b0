package dev.parley.testkit.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testkit.modelserver.Message.Speaker;
import dev.parley.testkit.modelserver.PromptCache.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/** Reads an accepted Chat Completions request into its neutral form. */
final class OpenAiReader {

  private OpenAiReader() {}

  static ScriptedRequest read(RequestHeaders headers, JsonNode body) {
    var stream = body.path("stream").asBoolean();
    var settings =
        new ScriptedRequest.Settings(
            body.path("model").asText(),
            stream,
            maxTokens(body),
            !stream || body.path("stream_options").path("include_usage").asBoolean());
    return new ScriptedRequest(Protocol.OPENAI, headers, conversation(body), settings, body);
  }

  /** OpenAI caches by itself, so every message ends a beginning that may be read later. */
  static List<Segment> segments(JsonNode body) {
    var segments = new ArrayList<Segment>();
    body.path("tools").forEach(tool -> segments.add(new Segment(tool.toString(), true)));
    for (var message : body.path("messages")) {
      var content = message.path("content");
      var plain = content.isTextual() && !message.has("tool_calls");
      segments.add(new Segment(plain ? content.asText() : message.toString(), true));
    }
    return segments;
  }

  private static OptionalLong maxTokens(JsonNode body) {
    for (var name : List.of("max_completion_tokens", "max_tokens")) {
      if (body.hasNonNull(name)) {
        return OptionalLong.of(body.path(name).asLong());
      }
    }
    return OptionalLong.empty();
  }

  private static Conversation conversation(JsonNode body) {
    var system = new ArrayList<String>();
    var turns = new ArrayList<Message>();
    for (var message : body.path("messages")) {
      switch (message.path("role").asText()) {
        case "system", "developer" -> system.add(text(message.path("content")));
        case "assistant" -> turns.add(new Message(Speaker.ASSISTANT, answer(message)));
        case "tool" -> turns.add(new Message(Speaker.USER, List.of(result(message))));
        default -> turns.add(new Message(Speaker.USER, words(message)));
      }
    }
    var tools =
        StreamSupport.stream(body.path("tools").spliterator(), false)
            .map(tool -> tool.path("function").path("name").asText())
            .toList();
    var schema = body.path("response_format").path("json_schema").path("schema");
    return new Conversation(
        String.join("\n", system), turns, tools, Optional.of(schema).filter(JsonNode::isObject));
  }

  private static List<Part> answer(JsonNode message) {
    var parts = new ArrayList<>(words(message));
    for (var call : message.path("tool_calls")) {
      var function = call.path("function");
      var arguments = function.path("arguments");
      var parsed = Json.parse(arguments.asText());
      parts.add(
          new Part.ToolCall(
              call.path("id").asText(),
              function.path("name").asText(),
              parsed.isMissingNode() ? arguments : parsed));
    }
    return parts;
  }

  private static Part result(JsonNode message) {
    return new Part.ToolResult(
        message.path("tool_call_id").asText(), text(message.path("content")), false);
  }

  private static List<Part> words(JsonNode message) {
    var text = text(message.path("content"));
    return text.isEmpty() ? List.of() : List.of(new Part.Text(text));
  }

  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.isTextual() ? content.asText() : "";
    }
    var texts =
        StreamSupport.stream(content.spliterator(), false)
            .map(part -> part.path("text").asText())
            .filter(text -> !text.isEmpty())
            .toList();
    return String.join("\n", texts);
  }
}
