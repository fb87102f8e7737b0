package dev.parley.review;

/**
 * One line of a hunk.
 *
 * @param text without its end, a carriage return included
 * @param oldLine number in the old file, from 1; 0 if added
 * @param newLine number in the new file, from 1; 0 if removed
 * @param ended whether a line feed follows; false for a last line without one
 */
public record DiffLine(Kind kind, String text, int oldLine, int newLine, boolean ended) {

  /** On which sides it is. */
  public enum Kind {
    CONTEXT,
    ADDED,
    REMOVED
  }
}
