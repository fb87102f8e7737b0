package dev.parley.adapters.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Chat Completions stream: chunks with deltas, then {@code [DONE]}. Servers that leave {@code
 * [DONE]} out are believed once they gave a finish reason.
 */
final class OpenAiStream implements StreamedAnswer {

  /** The data of the last event. */
  static final String DONE = "[DONE]";

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final SortedMap<Integer, Call> calls = new TreeMap<>();
  private final ObjectNode answer = Json.object();
  private String finishReason = "";

  private static final class Call {
    String id = "";
    String name = "";
    final StringBuilder arguments = new StringBuilder();
  }

  @Override
  public boolean accept(String data) {
    if (data.strip().equals(DONE)) {
      if (finishReason.isEmpty()) {
        finishReason = "none";
      }
      return false;
    }
    ObjectNode chunk =
        Json.object(data)
            .orElseThrow(() -> Failures.notTheProtocol("a streamed chunk is not a JSON object"));
    if (chunk.hasNonNull("error")) {
      throw Failures.ofErrorObject(chunk);
    }
    if (chunk.path("usage").isObject()) {
      answer.set("usage", chunk.path("usage"));
    }
    JsonNode choice = chunk.path("choices").path(0);
    append(choice.path("delta"));
    if (choice.hasNonNull("finish_reason")) {
      finishReason = choice.path("finish_reason").asText();
    }
    return true;
  }

  @Override
  public JsonNode whole() {
    if (finishReason.isEmpty()) {
      throw Failures.cutOff();
    }
    ObjectNode choice = answer.putArray("choices").addObject();
    choice.put("finish_reason", finishReason);
    ObjectNode message = choice.putObject("message");
    message.put("content", text.toString());
    message.put("refusal", refusal.toString());
    ArrayNode toolCalls = message.putArray("tool_calls");
    for (Call call : calls.values()) {
      ObjectNode toolCall = toolCalls.addObject().put("id", call.id);
      toolCall.putObject("function").put("name", call.name).put("arguments", call.arguments + "");
    }
    return answer;
  }

  private void append(JsonNode delta) {
    text.append(textOf(delta, "content"));
    refusal.append(textOf(delta, "refusal"));
    int position = 0;
    for (JsonNode piece : delta.path("tool_calls")) {
      Call call = calls.computeIfAbsent(piece.path("index").asInt(position), _ -> new Call());
      call.id += call.id.isEmpty() ? textOf(piece, "id") : "";
      call.name += call.name.isEmpty() ? textOf(piece.path("function"), "name") : "";
      call.arguments.append(textOf(piece.path("function"), "arguments"));
      position++;
    }
  }

  private static String textOf(JsonNode node, String field) {
    return node.path(field).isTextual() ? node.path(field).asText() : "";
  }
}
