package dev.parley.llm;

import dev.parley.model.TokenUsage;
import java.util.List;
import java.util.Optional;

/**
 * What a model answered.
 *
 * @param usage as the provider reported it; empty if it did not, never guessed as zero
 */
public record ModelReply(
    String text, List<ToolCall> toolCalls, StopReason stopReason, Optional<TokenUsage> usage) {

  public ModelReply {
    toolCalls = List.copyOf(toolCalls);
  }

  /** Why the model stopped. */
  public enum StopReason {
    /** It was done. */
    END,
    /** It waits for tool results. */
    TOOL_USE,
    /** It hit {@code maxOutputTokens}: the answer is not whole. */
    LENGTH,
    /** It declined. */
    REFUSED,
    /** The provider gave another reason or none. */
    OTHER
  }
}
