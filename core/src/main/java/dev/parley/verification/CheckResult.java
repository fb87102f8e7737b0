package dev.parley.verification;

import dev.parley.codebase.RepositoryCommand;

/**
 * One check's end.
 *
 * @param output what it printed, middle cut out at 64 KiB
 */
public record CheckResult(
    RepositoryCommand command,
    boolean passed,
    int exitCode,
    boolean timedOut,
    String output,
    long elapsedMillis) {
  private static final int SHOWN_CHARACTERS = 6_000;

  /** What failed and the end of what it printed, where build tools put the reason. */
  public String inWords() {
    String line = String.join(" ", command.argv());
    String how = timedOut ? "timed out" : "exited with " + exitCode;
    String end =
        output.length() <= SHOWN_CHARACTERS
            ? output
            : "..." + output.substring(output.length() - SHOWN_CHARACTERS);
    return "'" + line + "' " + how + "\n" + end.strip();
  }
}
