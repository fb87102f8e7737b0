package dev.parley.app.server.dashboard.graph;

import dev.parley.model.TaskId;
import dev.parley.planning.CodingTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Drawings by plan, the {@value #KEPT_MAX} last used of them kept. Thread-safe. */
public final class Drawings {

  static final int KEPT_MAX = 32;

  private final SequencedMap<List<Shape>, Drawing> kept = new LinkedHashMap<>();

  /** All of a task that a drawing depends on. */
  private record Shape(TaskId id, List<TaskId> dependencies) {}

  /** The drawing of a graph. */
  public synchronized Drawing of(List<CodingTask> tasks) {
    var shape = tasks.stream().map(task -> new Shape(task.id(), task.dependencies())).toList();
    var drawing = kept.remove(shape);
    if (drawing == null) {
      drawing = Drawing.of(tasks);
    }
    kept.putLast(shape, drawing);
    if (kept.size() > KEPT_MAX) {
      kept.pollFirstEntry();
    }
    return drawing;
  }
}
