package dev.parley.scheduling;

import dev.parley.model.TaskId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Graphs of the shapes that plans have, with durations that spread as real ones do. */
final class Graphs {

  enum Shape {
    RANDOM,
    LAYERS,
    OUT_TREE,
    IN_TREE,
    CHAINS,
    INDEPENDENT
  }

  private final Random random;

  Graphs(long seed) {
    this.random = new Random(seed);
  }

  /**
   * Tasks whose estimates are off log-normally.
   *
   * @param sigma of the estimates' logarithm; 0 for estimates that are true
   * @param files how many of forty files each task writes
   */
  List<VirtualTask> tasks(Shape shape, int number, double sigma, int files) {
    var tasks = new ArrayList<VirtualTask>();
    for (int i = 0; i < number; i++) {
      double seconds = 300 * Math.exp(random.nextGaussian());
      double estimate = seconds * Math.exp(sigma * random.nextGaussian());
      var work = new Work(id(i), dependencies(shape, i), files(files), "", estimate);
      tasks.add(new VirtualTask(work, seconds));
    }
    return tasks;
  }

  static TaskId id(int number) {
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
