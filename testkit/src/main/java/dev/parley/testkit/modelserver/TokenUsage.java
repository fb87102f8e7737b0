package dev.parley.testkit.modelserver;

/**
 * Tokens billed for one answer, each token in exactly one place.
 *
 * <p>This is Anthropic's way of counting. In OpenAI's form {@code prompt_tokens} is the sum of the
 * three kinds of input, and {@code cached_tokens} is {@link #cacheRead}.
 *
 * @param input prompt tokens neither read from nor written to the prompt cache
 * @param output tokens of the answer
 * @param cacheWrite prompt tokens written to the cache
 * @param cacheRead prompt tokens read from the cache
 */
public record TokenUsage(long input, long output, long cacheWrite, long cacheRead) {

  public TokenUsage {
    if (input < 0 || output < 0 || cacheWrite < 0 || cacheRead < 0) {
      throw new IllegalArgumentException(
          "negative token count: input %d, output %d, cacheWrite %d, cacheRead %d"
              .formatted(input, output, cacheWrite, cacheRead));
    }
  }

  /** Usage of a call that touched no cache. */
  public static TokenUsage of(long input, long output) {
    return new TokenUsage(input, output, 0, 0);
  }

  /** All prompt tokens, however they were billed. */
  public long prompt() {
    return input + cacheWrite + cacheRead;
  }
}
