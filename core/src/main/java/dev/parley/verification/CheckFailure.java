package dev.parley.verification;

/**
 * One thing that failed: a test, a compiler's or linter's complaint, or the check as a whole.
 *
 * @param name as its runner tells it; {@link #WHOLE} if there is no name
 * @param message why; empty if it is not known
 */
public record CheckFailure(String name, String message, Standing standing) {

  /** The name of a failure that nothing more is known of. */
  public static final String WHOLE = "the check as a whole";

  /** Name and the first line of why. */
  public String inWords() {
    String why = message.lines().findFirst().orElse("").strip();
    return why.isEmpty() ? name : name + ": " + why;
  }
}
