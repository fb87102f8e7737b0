package dev.parley.orchestrator;

/**
 * What came of a wish.
 *
 * @param changed whether anything was asked for that was not so before
 * @param words for the user: what happens now, or why nothing does
 */
public record Reply(boolean changed, String words) {

  static Reply asked(String words) {
    return new Reply(true, words);
  }

  static Reply nothing(String words) {
    return new Reply(false, words);
  }
}
