package dev.parley.testkit.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What the client tells the model.
 *
 * @param system the system text, or empty; several system blocks are joined by line breaks
 * @param turns user and assistant in turn, never two of the same speaker in a row
 * @param toolNames the tools offered, in order
 * @param schema the JSON schema the answer must follow; empty if the client asked for free text
 */
public record Conversation(
    String system, List<Message> turns, List<String> toolNames, Optional<JsonNode> schema) {

  public Conversation {
    turns = Message.joinNeighbours(turns);
    toolNames = List.copyOf(toolNames);
  }
}
