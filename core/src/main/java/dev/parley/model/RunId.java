package dev.parley.model;

import static dev.parley.model.Require.require;

import java.util.regex.Pattern;

/** Names one run. Safe in file names, branch names and URLs: {@code [a-z0-9-]}, 1 to 64 long. */
public record RunId(String value) {

  private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  public RunId {
    require(isValid(value), "not a run id: %s", value);
  }

  /** Whether the text could name a run; says nothing about one existing. */
  public static boolean isValid(String text) {
    return VALID.matcher(text).matches();
  }

  /** The branch on which the run's commits land, without {@code refs/heads/}. */
  public String branch() {
    return "parley/" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
