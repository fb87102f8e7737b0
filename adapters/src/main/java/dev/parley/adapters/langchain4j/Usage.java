package dev.parley.adapters.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.model.TokenUsage;
import java.util.Optional;

/** Reads reported usage. What cannot be true counts as not reported, never as zero. */
final class Usage {

  /** More tokens than any model takes: such a number is a fault. */
  private static final long MAX_TOKENS = 1_000_000_000;

  private Usage() {}

  /** Anthropic counts input, cache writes and cache reads apart. */
  static Optional<TokenUsage> anthropic(JsonNode usage) {
    long input = count(usage, "input_tokens");
    long output = count(usage, "output_tokens");
    long cacheWrite = countOrZero(usage, "cache_creation_input_tokens");
    long cacheRead = countOrZero(usage, "cache_read_input_tokens");
    return usage(input, output, cacheWrite, cacheRead);
  }

  /** OpenAI's prompt tokens include the cached ones. */
  static Optional<TokenUsage> openAi(JsonNode usage) {
    long prompt = count(usage, "prompt_tokens");
    long output = count(usage, "completion_tokens");
    long cached = countOrZero(usage.path("prompt_tokens_details"), "cached_tokens");
    return prompt < 0 || cached < 0 ? Optional.empty() : usage(prompt - cached, output, 0, cached);
  }

  private static Optional<TokenUsage> usage(
      long input, long output, long cacheWrite, long cacheRead) {
    return input < 0 || output < 0 || cacheWrite < 0 || cacheRead < 0
        ? Optional.empty()
        : Optional.of(new TokenUsage(input, output, cacheWrite, cacheRead));
  }

  private static long countOrZero(JsonNode usage, String field) {
    return usage.hasNonNull(field) ? count(usage, field) : 0;
  }

  /** Negative if there is no such count. */
  private static long count(JsonNode usage, String field) {
    JsonNode count = usage.path(field);
    boolean plausible =
        count.isNumber() && count.canConvertToExactIntegral() && count.asLong() <= MAX_TOKENS;
    return plausible && count.canConvertToLong() ? count.asLong() : -1;
  }
}
