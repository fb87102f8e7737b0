package dev.parley.model;

import static dev.parley.model.Require.require;

import java.util.regex.Pattern;

/** Names one task within its run. Safe in file and ref names; 1 to 64 long. */
public record TaskId(String value) implements Comparable<TaskId> {

  private static final Pattern VALID =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_-]|\\.(?!\\.|lock$|$)){0,63}");

  public TaskId {
    require(isValid(value), "not a task id: %s", value);
  }

  /** Whether the text may name a task. */
  public static boolean isValid(String text) {
    return VALID.matcher(text).matches();
  }

  @Override
  public int compareTo(TaskId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
