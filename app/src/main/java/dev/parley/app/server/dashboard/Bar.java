package dev.parley.app.server.dashboard;

import dev.parley.orchestrator.TaskStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many tasks stand where, as one bar.
 *
 * @param parts from left to right; none without tasks
 * @param words the same in words
 */
public record Bar(List<Part> parts, String words) {

  /** The whole bar's length. */
  public static final int LENGTH = 1_000;

  private static final List<TaskStatus> ORDER =
      List.of(
          TaskStatus.MERGED,
          TaskStatus.RUNNING,
          TaskStatus.AWAITING_APPROVAL,
          TaskStatus.READY,
          TaskStatus.WAITING,
          TaskStatus.BLOCKED,
          TaskStatus.CANCELLED,
          TaskStatus.WITHDRAWN,
          TaskStatus.FAILED);

  /**
   * One status' part.
   *
   * @param x where it begins
   */
  public record Part(StatusMark mark, int count, int x, int length) {}

  public Bar {
    parts = List.copyOf(parts);
  }

  static Bar of(Collection<TaskStatus> statuses) {
    Map<TaskStatus, Integer> counts = new EnumMap<>(TaskStatus.class);
    statuses.forEach(status -> counts.merge(status, 1, Integer::sum));
    var parts = new ArrayList<Part>();
    int before = 0;
    for (var status : ORDER) {
      int count = counts.getOrDefault(status, 0);
      if (count > 0) {
        int x = before * LENGTH / statuses.size();
        before += count;
        int end = before * LENGTH / statuses.size();
        parts.add(new Part(StatusMark.of(status), count, x, end - x));
      }
    }
    return new Bar(
        parts,
        parts.stream()
            .map(part -> part.count() + " " + part.mark().words())
            .collect(Collectors.joining(", ")));
  }
}
