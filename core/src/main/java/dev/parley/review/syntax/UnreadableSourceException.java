package dev.parley.review.syntax;

/** A source text is beyond what is read. */
public final class UnreadableSourceException extends RuntimeException {

  public UnreadableSourceException(String message) {
    super(message);
  }
}
