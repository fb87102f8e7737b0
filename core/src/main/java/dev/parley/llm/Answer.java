package dev.parley.llm;

import dev.parley.model.Code;
import dev.parley.model.Problem;

/** What became of a {@link StructuredCall}. */
public sealed interface Answer<T> {

  /** The answer, read by the caller's reader. */
  record Answered<T>(T value) implements Answer<T> {}

  /**
   * No answer that can be used, after the one repair.
   *
   * @param code MODEL_ANSWER_MALFORMED, or MODEL_REFUSED when the model declined
   * @param reason why, in one sentence
   */
  record Unusable<T>(Code code, String reason) implements Answer<T> {

    /** The same as a problem that ends a command. */
    public Problem problem() {
      String remedy =
          code == Code.MODEL_REFUSED
              ? "Rephrase the input, or choose another model with --model."
              : "Try again, or choose a stronger model with --model.";
      return new Problem(code, reason, remedy);
    }
  }

  /**
   * The value.
   *
   * @throws dev.parley.model.ProblemException MODEL_ANSWER_MALFORMED, MODEL_REFUSED
   */
  default T orThrow() {
    return switch (this) {
      case Answered<T>(var value) -> value;
      case Unusable<T> unusable -> throw unusable.problem().raise();
    };
  }
}
