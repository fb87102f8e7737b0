package dev.parley.planning;

import dev.parley.model.TaskId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was planned before, for a plan that is extended.
 *
 * @param tasks those that new ones may build on, with how each stands, in the order of the plan
 * @param used every id there ever was
 */
public record Earlier(Map<CodingTask, String> tasks, Set<TaskId> used) {

  /** Nothing was. */
  static final Earlier NONE = new Earlier(Map.of(), Set.of());

  public Earlier {
    tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
    used = Set.copyOf(used);
  }

  /** As a graph's beginning: what they depended on themselves is settled. */
  List<CodingTask> ground() {
    return tasks.keySet().stream().map(task -> task.after(List.of())).toList();
  }

  boolean uses(String id) {
    return used.stream().anyMatch(taken -> taken.value().equalsIgnoreCase(id));
  }

  /** The least number above those of all ids such as {@code T7}. */
  int nextNumber() {
    return 1
        + used.stream()
            .map(id -> id.value().toUpperCase(Locale.ROOT))
            .filter(id -> id.matches("T\\d{1,6}"))
            .mapToInt(id -> Integer.parseInt(id.substring(1)))
            .max()
            .orElse(0);
  }

  /** A line for each: id, how it stands, what it is, which requirements it fulfils, its files. */
  String shown() {
    return tasks.entrySet().stream()
        .map(entry -> line(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String line(CodingTask task, String standing) {
    return "%s [%s] %s; for %s; files: %s"
        .formatted(
            task.id(),
            standing,
            task.title(),
            String.join(", ", task.requirements()),
            String.join(", ", task.files()));
  }
}
