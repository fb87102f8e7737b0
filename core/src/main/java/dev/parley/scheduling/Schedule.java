package dev.parley.scheduling;

import dev.parley.model.TaskId;
import java.util.List;

/**
 * When each task ran.
 *
 * @param entries in the order of their starts
 */
public record Schedule(List<Entry> entries) {

  public Schedule {
    entries = List.copyOf(entries);
  }

  /** One task; seconds since the run began. */
  public record Entry(TaskId id, double startSeconds, double endSeconds) {}

  /** When the last task was done; 0 without tasks. */
  public double makespanSeconds() {
    return entries.stream().mapToDouble(Entry::endSeconds).max().orElse(0);
  }
}
