package dev.parley.adapters.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Messages stream: {@code message_start}, blocks in pieces, {@code message_delta}, {@code
 * message_stop}. A tool's input becomes a string, exactly as the model wrote it.
 */
final class AnthropicStream implements StreamedAnswer {

  private final SortedMap<Integer, Block> blocks = new TreeMap<>();
  private ObjectNode message = Json.object();
  private boolean stopped;

  private static final class Block {
    final ObjectNode start;
    final StringBuilder pieces = new StringBuilder();

    Block(ObjectNode start) {
      this.start = start;
    }
  }

  @Override
  public boolean accept(String data) {
    ObjectNode event =
        Json.object(data)
            .orElseThrow(() -> Failures.notTheProtocol("a streamed event is not a JSON object"));
    switch (event.path("type").asText()) {
      case "message_start" -> message = event.withObject("message");
      case "content_block_start" ->
          blocks.put(event.path("index").asInt(), new Block(event.withObject("content_block")));
      case "content_block_delta" -> append(event.path("index").asInt(), event.path("delta"));
      case "message_delta" -> end(event);
      case "message_stop" -> stopped = true;
      case "error" -> throw Failures.ofErrorObject(event);
      default -> {
        // ping, content_block_stop, and whatever comes to be: nothing to add.
      }
    }
    return !stopped;
  }

  @Override
  public JsonNode whole() {
    if (!stopped) {
      throw Failures.cutOff();
    }
    ArrayNode content = message.putArray("content");
    for (Block block : blocks.values()) {
      if (!block.pieces.isEmpty()) {
        String field = block.start.path("type").asText().equals("tool_use") ? "input" : "text";
        block.start.put(field, block.start.path("text").asText() + block.pieces);
      }
      content.add(block.start);
    }
    return message;
  }

  private void append(int index, JsonNode delta) {
    Block block = blocks.get(index);
    if (block == null) {
      throw Failures.notTheProtocol("a streamed piece belongs to no block");
    }
    switch (delta.path("type").asText()) {
      case "text_delta" -> block.pieces.append(delta.path("text").asText());
      case "input_json_delta" -> block.pieces.append(delta.path("partial_json").asText());
      default -> {
        // Thinking and citations are not kept.
      }
    }
  }

  /**
   * The usage of {@code message_start} counts no output. Without another in {@code message_delta}
   * the call's usage is not known.
   */
  private void end(ObjectNode event) {
    message.set("stop_reason", event.path("delta").path("stop_reason"));
    if (event.path("usage").isObject()) {
      message.withObject("usage").setAll(event.withObject("usage"));
    } else {
      message.remove("usage");
    }
  }
}
