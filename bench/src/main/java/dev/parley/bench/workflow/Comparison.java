package dev.parley.bench.workflow;

import dev.parley.bench.workflow.Result.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Two ways over the same worlds, figure by figure. */
public final class Comparison {

  /** What is compared. */
  public enum Figure {
    SUCCESS("tasks merged, of all", 1),
    SUCCESS_OF_BEGUN("tasks merged, of those begun", 1),
    TASK_SECONDS("mean task time, ready to merged (s)", 1),
    WORKED_SECONDS("mean task time, worked (s)", 1),
    MAKESPAN("makespan (s)", 1),
    MAKESPAN_OVER_BOUND("makespan / lower bound", 1),
    PER_HOUR("tasks merged an hour", 1),
    USD("money (USD)", 1e-6),
    USD_PER_TASK("money a merged task (USD)", 1e-6),
    CONFLICTS("conflicts a run", 1),
    MODULE_HITS("first calls that find their module cached", 1);

    private final String words;
    private final double unit;

    Figure(String words, double unit) {
      this.words = words;
      this.unit = unit;
    }

    /** For tables. */
    public String words() {
      return words;
    }
  }

  private Comparison() {}

  /**
   * Every figure of both ways, and their ratio.
   *
   * @param ones seed by seed
   * @param others of the same seeds
   */
  public static Map<Figure, Ratio> of(List<Result> ones, List<Result> others) {
    var ratios = new LinkedHashMap<Figure, Ratio>();
    for (var figure : Figure.values()) {
      ratios.put(
          figure,
          Ratio.of(values(figure, ones, others, true), values(figure, ones, others, false)));
    }
    return ratios;
  }

  private static double[] values(
      Figure figure, List<Result> ones, List<Result> others, boolean first) {
    return IntStream.range(0, ones.size())
        .mapToDouble(i -> figure.unit * value(figure, ones.get(i), others.get(i), first))
        .toArray();
  }

  private static double value(Figure figure, Result one, Result other, boolean first) {
    var it = first ? one : other;
    return switch (figure) {
      case SUCCESS -> it.successRate();
      case SUCCESS_OF_BEGUN ->
          (double) it.merged() / it.tasks().stream().filter(task -> task.attempts() > 0).count();
      case TASK_SECONDS -> inBoth(one, other, first, Task::seconds);
      case WORKED_SECONDS -> inBoth(one, other, first, Task::workedSeconds);
      case MAKESPAN -> it.makespanSeconds();
      case MAKESPAN_OVER_BOUND -> it.makespanSeconds() / it.boundSeconds();
      case PER_HOUR -> it.merged() / (it.makespanSeconds() / 3600);
      case USD -> it.spentMicros();
      case USD_PER_TASK -> it.merged() == 0 ? Double.NaN : (double) it.spentMicros() / it.merged();
      case CONFLICTS -> it.found().conflicts();
      case MODULE_HITS -> (double) it.found().moduleHits() / it.found().firstCalls();
    };
  }

  /** The mean over tasks that both ways merged; of others there is no time to compare. */
  private static double inBoth(
      Result one, Result other, boolean first, ToDoubleFunction<Task> part) {
    return IntStream.range(0, one.tasks().size())
        .filter(i -> one.tasks().get(i).merged() && other.tasks().get(i).merged())
        .mapToObj(i -> (first ? one : other).tasks().get(i))
        .mapToDouble(part)
        .average()
        .orElse(Double.NaN);
  }
}
