package dev.parley.llm;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the JSON in a reply: the whole text, one fenced block, or a single tool call's arguments.
 */
final class AnswerText {

  private static final String FENCE = "```";

  private AnswerText() {}

  /**
   * The text that should be one JSON object.
   *
   * @throws MalformedAnswerException if there is no such text, or more than one candidate
   */
  static String json(ModelReply reply) {
    if (reply.toolCalls().size() == 1) {
      return reply.toolCalls().getFirst().arguments();
    }
    if (!reply.toolCalls().isEmpty()) {
      throw new MalformedAnswerException("it asks for several tools instead of one JSON object");
    }
    String text = reply.text().strip();
    if (text.startsWith("{")) {
      return text;
    }
    List<String> blocks = fencedBlocks(text);
    return switch (blocks.size()) {
      case 0 -> throw new MalformedAnswerException("it is not one JSON object");
      case 1 -> blocks.getFirst();
      default ->
          throw new MalformedAnswerException(
              "it has %d fenced blocks instead of one".formatted(blocks.size()));
    };
  }

  /** What the model said, as the text of a turn. */
  static String asSaid(ModelReply reply) {
    if (!reply.text().isBlank()) {
      return reply.text();
    }
    return String.join("\n", reply.toolCalls().stream().map(ToolCall::arguments).toList());
  }

  /** A fence starts a line, so it can stand in no JSON string: those hold no raw line breaks. */
  private static List<String> fencedBlocks(String text) {
    var blocks = new ArrayList<String>();
    var block = new StringBuilder();
    boolean open = false;
    for (String line : text.lines().toList()) {
      if (!line.stripLeading().startsWith(FENCE)) {
        block.append(line).append('\n');
        continue;
      }
      if (open) {
        blocks.add(block.toString());
      }
      block.setLength(0);
      open = !open;
    }
    if (open) {
      throw new MalformedAnswerException("its fenced block is not closed");
    }
    return blocks;
  }
}
