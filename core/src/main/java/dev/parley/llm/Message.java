package dev.parley.llm;

import java.util.List;

/** One turn of a conversation. */
public sealed interface Message {

  /** What Parley says. */
  record User(String text) implements Message {}

  /** What the model said: text (possibly empty) and the tools it asked for. */
  record Assistant(String text, List<ToolCall> toolCalls) implements Message {
    public Assistant {
      toolCalls = List.copyOf(toolCalls);
    }
  }

  /** A tool's answer to one {@link ToolCall}. */
  record ToolResult(String callId, String tool, String text, boolean error) implements Message {}
}
