package dev.parley.testkit.modelserver;

/** Why a model stopped. Each protocol has its own word for each. */
public enum StopReason {
  /** The answer is complete: {@code end_turn}, or {@code stop}. */
  END_TURN("end_turn", "stop"),
  /** Tools are to be run next: {@code tool_use}, or {@code tool_calls}. */
  TOOL_USE("tool_use", "tool_calls"),
  /** The answer was cut at the output limit: {@code max_tokens}, or {@code length}. */
  MAX_TOKENS("max_tokens", "length"),
  /** A stop sequence was met: {@code stop_sequence}, or {@code stop}. */
  STOP_SEQUENCE("stop_sequence", "stop"),
  /** The model declined: {@code refusal}, or {@code stop} with the {@code refusal} field set. */
  REFUSAL("refusal", "stop");

  private final String anthropic;
  private final String openAi;

  StopReason(String anthropic, String openAi) {
    this.anthropic = anthropic;
    this.openAi = openAi;
  }

  /** The word this protocol uses on the wire. */
  String word(Protocol protocol) {
    return switch (protocol) {
      case ANTHROPIC -> anthropic;
      case OPENAI -> openAi;
    };
  }
}
