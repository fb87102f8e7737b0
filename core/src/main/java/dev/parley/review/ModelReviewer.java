package dev.parley.review;

import dev.parley.llm.JsonCodec;
import dev.parley.llm.ModelClient;
import dev.parley.llm.StructuredCall;
import dev.parley.model.ModelName;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The review gate: what analysers find, and what a model finds in every part of the change.
 * Approval is computed from findings and coverage.
 */
@SuppressWarnings("UnusedVariable") // until it is built
public final class ModelReviewer implements Reviewer {

  private final StructuredCall calls;
  private final ModelName model;
  private final List<Analyser> analysers;
  private final ReviewSettings settings;
  private final RandomGenerator random;

  /**
   * @param client retries and accounts for calls by itself
   * @param analysers run before any call
   * @param random for the marks around foreign text; thread-safe
   */
  public ModelReviewer(
      ModelClient client,
      JsonCodec json,
      ModelName model,
      List<Analyser> analysers,
      ReviewSettings settings,
      RandomGenerator random) {
    this.calls = new StructuredCall(client, json);
    this.model = model;
    this.analysers = List.copyOf(analysers);
    this.settings = settings;
    this.random = random;
  }

  @Override
  public ReviewResult review(ReviewTask task) {
    return new ReviewResult.Unavailable("not built yet");
  }
}
