package dev.parley.app.server.dashboard.graph;

import dev.parley.model.TaskId;
import dev.parley.planning.CodingTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Where the parts of a task graph stand, in pixels from the left upper corner. It depends on the
 * plan alone, so that nothing jumps while tasks go on.
 *
 * @param collapsed whether a box stands for all tasks of a level
 */
public record Drawing(int width, int height, boolean collapsed, List<Box> boxes, List<Line> lines) {

  /** With more tasks than this, boxes stand for many of them. */
  public static final int NODES_MAX = 200;

  static final int BOX_WIDTH = 178;
  static final int BOX_HEIGHT = 42;

  private static final int LEVEL_BOXES_MAX = 48;
  private static final int LEVEL_COLUMNS = 6;
  private static final int GAP = 26;

  public Drawing {
    boxes = List.copyOf(boxes);
    lines = List.copyOf(lines);
  }

  /**
   * One task, or many.
   *
   * @param tasks those it stands for, in plan order
   * @param name of the level or levels it stands for; empty for one task
   */
  public record Box(List<TaskId> tasks, String name, int x, int y, int width, int height) {
    public Box {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * What must wait for what.
   *
   * @param path as SVG draws it
   */
  public record Line(TaskId from, TaskId to, String path) {}

  /** Lays a graph out. */
  public static Drawing of(List<CodingTask> tasks) {
    return tasks.size() > NODES_MAX ? collapsed(tasks) : LayeredLayout.of(tasks);
  }

  /** A box for each level of the graph, or for some of them; in rows, to be read like text. */
  private static Drawing collapsed(List<CodingTask> tasks) {
    var levels = CriticalPath.levels(tasks);
    int depth = levels.values().stream().mapToInt(level -> level).max().orElse(0) + 1;
    int levelsEach = (depth + LEVEL_BOXES_MAX - 1) / LEVEL_BOXES_MAX;
    Map<Integer, List<TaskId>> groups = new TreeMap<>();
    for (var task : tasks) {
      int group = Objects.requireNonNull(levels.get(task.id())) / levelsEach;
      groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(task.id());
    }
    var boxes = new ArrayList<Box>();
    var lines = new ArrayList<Line>();
    groups.forEach((group, ids) -> {
      int x = GAP + group % LEVEL_COLUMNS * (BOX_WIDTH + GAP);
      int y = GAP + group / LEVEL_COLUMNS * (BOX_HEIGHT + GAP);
      var box = new Box(ids, levelName(group, levelsEach, depth), x, y, BOX_WIDTH, BOX_HEIGHT);
      if (!boxes.isEmpty()) {
        lines.add(line(boxes.getLast(), box));
      }
      boxes.add(box);
    });
    int columns = Math.min(LEVEL_COLUMNS, boxes.size());
    int rows = (boxes.size() + LEVEL_COLUMNS - 1) / LEVEL_COLUMNS;
    return new Drawing(
        GAP + columns * (BOX_WIDTH + GAP), GAP + rows * (BOX_HEIGHT + GAP), true, boxes, lines);
  }

  private static Line line(Box from, Box to) {
    boolean sameRow = from.y() == to.y();
    int middle = from.y() + from.height() + GAP / 2;
    String path =
        sameRow
            ? "M%d %dH%d".formatted(from.x() + from.width(), centre(from), to.x())
            : "M%d %dV%dH%dV%d"
                .formatted(
                    from.x() + from.width() / 2,
                    from.y() + from.height(),
                    middle,
                    to.x() + to.width() / 2,
                    to.y());
    return new Line(from.tasks().getFirst(), to.tasks().getFirst(), path);
  }

  private static int centre(Box box) {
    return box.y() + box.height() / 2;
  }

  private static String levelName(int group, int levelsEach, int depth) {
    int first = group * levelsEach + 1;
    int last = Math.min(depth, first + levelsEach - 1);
    return first == last ? "step " + first : "steps " + first + "–" + last;
  }
}
