package dev.parley.llm;

import dev.parley.model.ModelName;

/**
 * Hears what providers say of their rate limits, as soon as they say it: an answer may take minutes
 * more to arrive. Must return quickly and not throw. Thread-safe.
 */
@FunctionalInterface
public interface QuotaListener {

  void heard(ModelName model, QuotaReport report);
}
