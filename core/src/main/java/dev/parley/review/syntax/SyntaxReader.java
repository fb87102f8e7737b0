package dev.parley.review.syntax;

/** Reads source text. Thread-safe. */
@FunctionalInterface
public interface SyntaxReader {

  /**
   * The program a text is. Broken code is read as far as it can be told; what cannot is left out.
   *
   * @throws dev.parley.review.syntax.UnreadableSourceException if it is too large or nested too
   *     deeply, or took too long
   */
  SourceUnit read(Language language, String text);
}
