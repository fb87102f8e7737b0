package dev.parley.review;

import static dev.parley.model.Require.require;

import dev.parley.llm.ModelRequest;

/**
 * Bounds of one review.
 *
 * @param partChars of the change that one call is shown
 * @param maxParts calls for one change; files that would need more stay unreviewed
 * @param maxOutputTokens of one answer
 */
public record ReviewSettings(int partChars, int maxParts, int maxOutputTokens) {

  /** What is used unless somebody says otherwise. */
  public static final ReviewSettings STANDARD =
      new ReviewSettings(60_000, 40, ModelRequest.DEFAULT_MAX_OUTPUT_TOKENS);

  public ReviewSettings {
    require(partChars >= 2_000, "partChars must be at least 2000: %d", partChars);
    require(maxParts >= 1, "maxParts must be at least 1: %d", maxParts);
    require(maxOutputTokens >= 1, "maxOutputTokens must be at least 1: %d", maxOutputTokens);
  }
}
