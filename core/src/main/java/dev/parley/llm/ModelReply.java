package dev.parley.llm;

import dev.parley.model.TokenUsage;
import java.util.List;
import java.util.Optional;

/**
 * What a model answered.
 *
 * @param usage as the provider reported it; empty if it did not, never guessed as zero
 * @param standIn whether another model answered than the one asked for
 */
public record ModelReply(
    String text,
    List<ToolCall> toolCalls,
    StopReason stopReason,
    Optional<TokenUsage> usage,
    boolean standIn) {

  /** An answer of the model that was asked. */
  public ModelReply(
      String text, List<ToolCall> toolCalls, StopReason stopReason, Optional<TokenUsage> usage) {
    this(text, toolCalls, stopReason, usage, false);
  }

  public ModelReply {
    toolCalls = List.copyOf(toolCalls);
  }

  /** The same answer, of a model that stood in for the one asked for. */
  ModelReply byStandIn() {
    return new ModelReply(text, toolCalls, stopReason, usage, true);
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
