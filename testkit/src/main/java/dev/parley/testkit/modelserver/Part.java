package dev.parley.testkit.modelserver;

import com.fasterxml.jackson.databind.JsonNode;

/** One part of a message the client sent, the same for both protocols. */
public sealed interface Part {

  /** Text, of whoever speaks. */
  record Text(String text) implements Part {}

  /**
   * A tool call of an earlier turn, sent back by the client.
   *
   * @param args the arguments; a text node if the client sent back something that is not JSON
   */
  record ToolCall(String id, String name, JsonNode args) implements Part {}

  /**
   * What a tool answered.
   *
   * @param callId id of the {@link ToolCall} it answers
   * @param failed the client's own mark of a failed tool; always false in OpenAI's form, which has
   *     no such mark
   */
  record ToolResult(String callId, String text, boolean failed) implements Part {}

  /** The words in this part; empty for a tool call. */
  default String words() {
    return switch (this) {
      case Text(var text) -> text;
      case ToolCall _ -> "";
      case ToolResult(_, var text, _) -> text;
    };
  }
}
