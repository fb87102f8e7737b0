package dev.parley.planning;

import java.util.Locale;
import java.util.Optional;

/** What kind of work a task is. */
public enum TaskType {
  CREATION,
  TESTING,
  REFACTORING,
  MODIFICATION;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Empty if the text names none of the four. */
  public static Optional<TaskType> parse(String text) {
    for (TaskType type : values()) {
      if (type.wireName().equalsIgnoreCase(text.strip())) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
