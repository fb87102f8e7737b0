package dev.parley.testkit.modelserver;

/** The wire protocols the server speaks. */
public enum Protocol {
  /** Anthropic Messages, {@code POST /v1/messages}. */
  ANTHROPIC,
  /** OpenAI Chat Completions, {@code POST /v1/chat/completions}. */
  OPENAI
}
