package dev.parley.app.server.dashboard;

/**
 * What came of a wish of the user's.
 *
 * @param failed whether it cannot be granted
 */
public record Said(boolean failed, String words) {

  private static final int WORDS = 1_000;

  public Said {
    words = Wording.line(words, WORDS);
  }
}
