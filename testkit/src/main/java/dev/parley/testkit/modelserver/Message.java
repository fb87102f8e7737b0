package dev.parley.testkit.modelserver;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One turn of the conversation. Tool results are part of the user's turn, as Anthropic has it.
 *
 * @param speaker who speaks
 * @param parts in the order sent; may be empty
 */
public record Message(Speaker speaker, List<Part> parts) {

  /** Who speaks. */
  public enum Speaker {
    USER,
    ASSISTANT
  }

  public Message {
    parts = List.copyOf(parts);
  }

  /** All words of the turn, tool results included, joined by line breaks. */
  public String words() {
    return parts.stream()
        .map(Part::words)
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  /**
   * The same conversation with neighbouring messages of one speaker made one turn. It makes the two
   * protocols equal: what Anthropic sends as one message, OpenAI sends as one for each tool result.
   */
  static List<Message> joinNeighbours(List<Message> messages) {
    var turns = new ArrayList<Message>();
    for (var message : messages) {
      if (!turns.isEmpty() && turns.getLast().speaker() == message.speaker()) {
        var parts = new ArrayList<>(turns.removeLast().parts());
        parts.addAll(message.parts());
        turns.add(new Message(message.speaker(), parts));
      } else {
        turns.add(message);
      }
    }
    return List.copyOf(turns);
  }
}
