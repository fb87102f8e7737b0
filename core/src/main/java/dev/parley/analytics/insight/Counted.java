package dev.parley.analytics.insight;

import dev.parley.analytics.TaskRecord;
import dev.parley.model.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Tasks that count, in the order in which they ended: what the rules look at.
 *
 * @param tasks the newest last, at most {@value #MAX_TASKS}
 */
record Counted(List<TaskRecord> tasks) {

  /** Nothing is said of fewer. */
  static final int MIN_TASKS = 10;

  /** What is longer ago says nothing about now. */
  static final int MAX_TASKS = 1_000;

  static Counted of(List<TaskRecord> inOrder) {
    var counted = inOrder.stream().filter(TaskRecord::counts).toList();
    return new Counted(counted.subList(Math.max(0, counted.size() - MAX_TASKS), counted.size()));
  }

  boolean tooFew() {
    return tasks.size() < MIN_TASKS;
  }

  int size() {
    return tasks.size();
  }

  Counted newest(int number) {
    return new Counted(tasks.subList(Math.max(0, size() - number), size()));
  }

  Counted where(Predicate<TaskRecord> condition) {
    return new Counted(tasks.stream().filter(condition).toList());
  }

  List<Double> values(ToDoubleFunction<TaskRecord> value) {
    var values = new ArrayList<Double>(size());
    tasks.forEach(task -> values.add(value.applyAsDouble(task)));
    return values;
  }

  /** The newest first: what is being looked for is in them. */
  List<String> names() {
    return tasks.reversed().stream().map(TaskRecord::name).limit(Insight.MAX_EVIDENCE).toList();
  }

  Money cost() {
    return tasks.stream().map(task -> task.spending().cost()).reduce(Money.ZERO, Money::plus);
  }

  Duration worked() {
    return tasks.stream().map(TaskRecord::worked).reduce(Duration.ZERO, Duration::plus);
  }
}
