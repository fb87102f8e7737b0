package dev.parley.testkit;

import dev.parley.model.TaskId;
import dev.parley.scheduling.VirtualTask;
import dev.parley.scheduling.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Graphs of the shapes that plans have, with durations that spread as real ones do. */
public final class Graphs {

  /** How tasks depend on each other. */
  public enum Shape {
    RANDOM,
    LAYERS,
    OUT_TREE,
    IN_TREE,
    CHAINS,
    INDEPENDENT;

    /** As people write it: {@code out-tree}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Random random;

  /** Equal seeds give equal graphs. */
  public Graphs(long seed) {
    this.random = new Random(seed);
  }

  /**
   * Tasks whose estimates are off log-normally.
   *
   * @param sigma of the estimates' logarithm; 0 for estimates that are true
   * @param files how many of forty files each task writes
   */
  public List<VirtualTask> tasks(Shape shape, int number, double sigma, int files) {
    var tasks = new ArrayList<VirtualTask>();
    for (int i = 0; i < number; i++) {
      double seconds = 300 * Math.exp(random.nextGaussian());
      double estimate = seconds * Math.exp(sigma * random.nextGaussian());
      var work = new Work(id(i), dependencies(shape, i), files(files), "", estimate);
      tasks.add(new VirtualTask(work, seconds));
    }
    return tasks;
  }

  /** What the task of that number is called. */
  public static TaskId id(int number) {
    return new TaskId("T" + number);
  }

  private Set<String> files(int number) {
    var files = new HashSet<String>();
    while (files.size() < number) {
      files.add("file" + random.nextInt(40));
    }
    return files;
  }

  private List<TaskId> dependencies(Shape shape, int task) {
    var on = new HashSet<Integer>();
    switch (shape) {
      case RANDOM -> {
        for (int k = 0; task > 0 && k < random.nextInt(3); k++) {
          on.add(random.nextInt(task));
        }
      }
      case LAYERS -> {
        int layer = task / 8;
        for (int k = 0; layer > 0 && k < 2; k++) {
          on.add((layer - 1) * 8 + random.nextInt(8));
        }
      }
      case OUT_TREE -> {
        if (task > 0) {
          on.add(random.nextInt(task));
        }
      }
      // Two by two, as in a tournament: whatever came last waits for two that nobody waits for yet.
      case IN_TREE -> {
        if (task >= 30) {
          on.add(2 * (task - 30));
          on.add(2 * (task - 30) + 1);
        }
      }
      case CHAINS -> {
        if (task >= 6) {
          on.add(task - 6);
        }
      }
      case INDEPENDENT -> {}
    }
    return on.stream().filter(i -> i < task).sorted().map(Graphs::id).toList();
  }
}
