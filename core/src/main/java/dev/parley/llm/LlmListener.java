package dev.parley.llm;

/** Hears of each model call; must return quickly and not throw. Thread-safe. */
@FunctionalInterface
public interface LlmListener {

  void heard(LlmPayload payload);
}
