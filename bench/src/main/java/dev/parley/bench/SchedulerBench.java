package dev.parley.bench;

import dev.parley.scheduling.Policy;
import dev.parley.scheduling.VirtualRun;
import dev.parley.scheduling.VirtualTask;
import dev.parley.testkit.Graphs;
import dev.parley.testkit.Graphs.Shape;
import java.util.List;
import java.util.Locale;

/**
 * How near each policy comes to the shortest schedule there can be, over graphs of six shapes, in
 * virtual time; and how long ten thousand tasks take to schedule.
 */
public final class SchedulerBench {

  private static final int TASKS = 60;
  private static final int SEEDS = 200;
  private static final List<Integer> SLOTS = List.of(4, 8, 16);
  private static final int MANY = 10_000;

  /**
   * A column of the table.
   *
   * @param sigma by how much the estimates are off, of their logarithm
   */
  private record Column(Policy policy, double sigma) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column(Policy.SEQUENTIAL, 1),
          new Column(Policy.BATCH, 1),
          new Column(Policy.FIFO, 1),
          new Column(Policy.CRITICAL_PATH, 0),
          new Column(Policy.CRITICAL_PATH, 1));

  private SchedulerBench() {}

  /** Measures and prints. */
  public static void main(String[] arguments) {
    System.out.println(
        "| shape | slots | sequential | batch | FIFO | critical path, true estimates "
            + "| critical path, estimates off by e^±1 |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (int slots : SLOTS) {
      var sums = new double[COLUMNS.size()];
      for (var shape : Shape.values()) {
        var row = new double[COLUMNS.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = overBound(COLUMNS.get(i), shape, slots);
          sums[i] += row[i] / Shape.values().length;
        }
        print(shape.wireName(), slots, row);
      }
      print("**all**", slots, sums);
    }
    many();
  }

  /** Mean over seeds of makespan over the lower bound. */
  private static double overBound(Column column, Shape shape, int slots) {
    double sum = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      var tasks = new Graphs(seed).tasks(shape, TASKS, column.sigma(), 0);
      double makespan = VirtualRun.of(tasks, slots, column.policy()).makespanSeconds();
      sum += makespan / VirtualRun.lowerBoundSeconds(tasks, slots);
    }
    return sum / SEEDS;
  }

  private static void print(String name, int slots, double[] row) {
    var cells = new StringBuilder("| %s | %d |".formatted(name, slots));
    for (double cell : row) {
      cells.append(String.format(Locale.ROOT, " %.3f |", cell));
    }
    System.out.println(cells);
  }

  /** The slowest of the shapes; each is scheduled once before, so that the code is warm. */
  private static void many() {
    double slowest = 0;
    for (var shape : Shape.values()) {
      List<VirtualTask> tasks = new Graphs(1).tasks(shape, MANY, 1, 2);
      VirtualRun.of(tasks, 16, Policy.CRITICAL_PATH);
      long start = System.nanoTime();
      VirtualRun.of(tasks, 16, Policy.CRITICAL_PATH);
      slowest = Math.max(slowest, (System.nanoTime() - start) / 1e9);
    }
    System.out.printf(Locale.ROOT, "%n%,d tasks, 16 slots, slowest shape: %.2f s%n", MANY, slowest);
  }
}
