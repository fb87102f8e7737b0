package dev.parley.testkit.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.model.TokenUsage;
import dev.parley.testkit.modelserver.RenderedReply.Piece;
import dev.parley.testkit.modelserver.RenderedReply.Piece.Called;
import dev.parley.testkit.modelserver.RenderedReply.Piece.Said;
import java.util.ArrayList;
import java.util.List;

/** Writes a reply as a Messages response, whole or as events. */
final class AnthropicWriter {

  /** Right after the first block has begun, where the provider sends it too. */
  private static final int PING_AT = 2;

  private AnthropicWriter() {}

  static ObjectNode whole(RenderedReply reply) {
    var content = Json.array();
    reply.blocks().forEach(piece -> content.add(block(piece)));
    var message = message(reply, content, usage(reply.usage(), reply.usage().output()));
    return message.put("stop_reason", reply.stop().word(Protocol.ANTHROPIC));
  }

  static List<String> events(RenderedReply reply) {
    var events = new ArrayList<String>();
    var start = event("message_start");
    // The first usage counts the one token with which the answer begins; the last counts all.
    start.set("message", message(reply, Json.array(), usage(reply.usage(), 1)));
    events.add(sse(start));
    for (var at = 0; at < reply.blocks().size(); at++) {
      block(at, reply.blocks().get(at), events);
      if (at == 0) {
        events.add(PING_AT, sse(event("ping")));
      }
    }
    var end = event("message_delta");
    end.putObject("delta")
        .put("stop_reason", reply.stop().word(Protocol.ANTHROPIC))
        .putNull("stop_sequence");
    end.set("usage", counts(reply.usage(), reply.usage().output()));
    events.add(sse(end));
    events.add(sse(event("message_stop")));
    return events;
  }

  static String errorEvent(ObjectNode error) {
    return "event: error\ndata: " + error + "\n\n";
  }

  private static void block(int index, Piece piece, List<String> events) {
    var start = event("content_block_start").put("index", index);
    start.set("content_block", emptyBlock(piece));
    events.add(sse(start));
    var text = piece instanceof Said(var said) ? said : ((Called) piece).arguments();
    for (var fragment : Tokens.stream(text)) {
      var delta = event("content_block_delta").put("index", index);
      delta.set("delta", delta(piece, fragment));
      events.add(sse(delta));
    }
    events.add(sse(event("content_block_stop").put("index", index)));
  }

  private static JsonNode delta(Piece piece, String fragment) {
    return switch (piece) {
      case Said _ -> Json.object().put("type", "text_delta").put("text", fragment);
      case Called _ -> Json.object().put("type", "input_json_delta").put("partial_json", fragment);
    };
  }

  private static ObjectNode block(Piece piece) {
    var block = emptyBlock(piece);
    switch (piece) {
      case Said(var text) -> block.put("text", text);
      case Called(_, _, var arguments) -> {
        var input = Json.parse(arguments);
        // A call that was cut has no whole arguments, and a whole answer has no place for half.
        block.set("input", input.isObject() ? input : Json.object());
      }
    }
    return block;
  }

  private static ObjectNode emptyBlock(Piece piece) {
    return switch (piece) {
      case Said _ -> Json.object().put("type", "text").put("text", "");
      case Called(var id, var name, _) -> {
        var block =
            Json.object().put("type", "tool_use").put("id", "toolu_" + id).put("name", name);
        block.set("input", Json.object());
        yield block;
      }
    };
  }

  private static ObjectNode message(RenderedReply reply, ArrayNode content, ObjectNode usage) {
    var message =
        Json.object()
            .put("id", "msg_" + reply.id())
            .put("type", "message")
            .put("role", "assistant")
            .put("model", reply.model());
    message.set("content", content);
    message.putNull("stop_reason").putNull("stop_sequence");
    message.set("usage", usage);
    return message;
  }

  private static ObjectNode usage(TokenUsage usage, long output) {
    var all = counts(usage, output).put("service_tier", "standard");
    all.putObject("cache_creation")
        .put("ephemeral_5m_input_tokens", usage.cacheWrite())
        .put("ephemeral_1h_input_tokens", 0);
    return all;
  }

  private static ObjectNode counts(TokenUsage usage, long output) {
    return Json.object()
        .put("input_tokens", usage.input())
        .put("cache_creation_input_tokens", usage.cacheWrite())
        .put("cache_read_input_tokens", usage.cacheRead())
        .put("output_tokens", output);
  }

  private static ObjectNode event(String type) {
    return Json.object().put("type", type);
  }

  /** The event's name is its type, once in the line SSE has for it and once in the data. */
  private static String sse(ObjectNode event) {
    return "event: " + event.path("type").asText() + "\ndata: " + event + "\n\n";
  }
}
