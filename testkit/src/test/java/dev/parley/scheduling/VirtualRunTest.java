package dev.parley.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.model.TaskId;
import dev.parley.testkit.Graphs;
import dev.parley.testkit.Graphs.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VirtualRunTest {

  private static final int SEEDS = 25;

  @ParameterizedTest
  @EnumSource(Shape.class)
  void noSlotIsFreeWhileATaskIsReadyAndNoneStartsBeforeItsDependencies(Shape shape) {
    for (int seed = 0; seed < SEEDS; seed++) {
      int slots = 1 + seed % 9;
      var tasks = new Graphs(seed).tasks(shape, 60, 1, seed % 4);
      var run = VirtualRun.of(tasks, slots, Policy.CRITICAL_PATH);

      assertThat(run.entries()).hasSize(60);
      requireValid(tasks, run, slots);
      requireNeverIdle(tasks, run, slots);
      double bound = VirtualRun.lowerBoundSeconds(tasks, slots);
      assertThat(run.makespanSeconds())
          .as("%s, seed %d", shape, seed)
          .isBetween(bound - 1e-6, (2 - 1.0 / slots) * bound + 1e-6);
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void whatATaskReallyTakesChangesNoDecisionMadeBeforeItEnds(Shape shape) {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      var tasks = new Graphs(seed).tasks(shape, 60, 1, 2);
      var run = VirtualRun.of(tasks, 4, Policy.CRITICAL_PATH);
      double until = run.makespanSeconds() * random.nextDouble();
      var ends = ends(run);
      var changed =
          tasks.stream()
              .map(task ->
                  Objects.requireNonNull(ends.get(task.work().id())) <= until
                      ? task
                      : new VirtualTask(task.work(), longer(task, run, until, random)))
              .toList();

      assertThat(startsUntil(VirtualRun.of(changed, 4, Policy.CRITICAL_PATH), until))
          .as("%s, seed %d", shape, seed)
          .isEqualTo(startsUntil(run, until));
    }
  }

  /** Another duration, which keeps the task from ending before the moment. */
  private static double longer(VirtualTask task, Schedule run, double until, Random random) {
    double start =
        run.entries().stream()
            .filter(entry -> entry.id().equals(task.work().id()))
            .findFirst()
            .orElseThrow()
            .startSeconds();
    return Math.max(0, until - start) + 1 + 1_000 * random.nextDouble();
  }

  private static List<TaskId> startsUntil(Schedule run, double until) {
    return run.entries().stream()
        .filter(entry -> entry.startSeconds() <= until)
        .map(Schedule.Entry::id)
        .toList();
  }

  @ParameterizedTest(name = "{0} slots: at most {1} times the lower bound")
  @CsvSource({"4, 1.08", "8, 1.05", "16, 1.025"})
  void comesNearTheLowerBoundAlthoughEstimatesAreOff(int slots, double most) {
    double sum = 0;
    int runs = 0;
    for (var shape : Shape.values()) {
      for (int seed = 0; seed < SEEDS; seed++) {
        var tasks = new Graphs(seed).tasks(shape, 60, 1, 0);
        double makespan = VirtualRun.of(tasks, slots, Policy.CRITICAL_PATH).makespanSeconds();
        sum += makespan / VirtualRun.lowerBoundSeconds(tasks, slots);
        runs++;
      }
    }

    assertThat(sum / runs).isLessThan(most);
  }

  @Test
  void policiesDifferAsTheirNamesSay() {
    var tasks =
        List.of(task("short", 1), task("long", 2), task("first", 2), task("last", 2, "first"));

    assertThat(VirtualRun.of(tasks, 2, Policy.SEQUENTIAL).makespanSeconds()).isEqualTo(7);
    assertThat(VirtualRun.of(tasks, 2, Policy.BATCH).makespanSeconds()).isEqualTo(6);
    assertThat(VirtualRun.of(tasks, 2, Policy.FIFO).makespanSeconds()).isEqualTo(5);
    assertThat(VirtualRun.of(tasks, 2, Policy.CRITICAL_PATH).makespanSeconds()).isEqualTo(4);
  }

  @Test
  void oneSlotMakesEveryPolicyAsLongAsTheWork() {
    var tasks = new Graphs(1).tasks(Shape.RANDOM, 40, 1, 2);
    double work = tasks.stream().mapToDouble(VirtualTask::seconds).sum();

    for (var policy : Policy.values()) {
      assertThat(VirtualRun.of(tasks, 1, policy).makespanSeconds()).isCloseTo(work, within(1e-6));
    }
  }

  @Test
  void tasksThatTakeNoTimeEndAtOnce() {
    var tasks = List.of(task("A", 0), task("B", 0, "A"), task("C", 0, "B"));

    var run = VirtualRun.of(tasks, 1, Policy.CRITICAL_PATH);

    assertThat(run.makespanSeconds()).isZero();
    assertThat(run.entries()).extracting(Schedule.Entry::id).containsExactlyElementsOf(ids(tasks));
  }

  @Test
  void aChainOfTenThousandTasksNeedsNoDeepStack() {
    var tasks =
        IntStream.range(0, 10_000)
            .mapToObj(i -> i == 0 ? task("T0", 1) : task("T" + i, 1, "T" + (i - 1)))
            .toList();

    assertThat(VirtualRun.of(tasks, 4, Policy.CRITICAL_PATH).makespanSeconds()).isEqualTo(10_000);
  }

  private static void requireValid(List<VirtualTask> tasks, Schedule run, int slots) {
    var ends = ends(run);
    var byId = new HashMap<TaskId, VirtualTask>();
    tasks.forEach(task -> byId.put(task.work().id(), task));
    for (var entry : run.entries()) {
      var task = Objects.requireNonNull(byId.get(entry.id()));
      assertThat(entry.endSeconds() - entry.startSeconds()).isCloseTo(task.seconds(), within(1e-6));
      assertThat(task.work().dependencies())
          .allSatisfy(id -> assertThat(ends.get(id)).isLessThanOrEqualTo(entry.startSeconds()));
      assertThat(runningAt(run, entry.startSeconds())).isLessThanOrEqualTo(slots);
    }
  }

  private static void requireNeverIdle(List<VirtualTask> tasks, Schedule run, int slots) {
    var ends = ends(run);
    var starts = new HashMap<TaskId, Double>();
    run.entries().forEach(entry -> starts.put(entry.id(), entry.startSeconds()));
    var moments = new ArrayList<>(ends.values());
    moments.add(0.0);
    for (double moment : moments) {
      long waiting =
          tasks.stream()
              .filter(task -> Objects.requireNonNull(starts.get(task.work().id())) > moment)
              .filter(task ->
                  task.work().dependencies().stream()
                      .allMatch(id -> Objects.requireNonNull(ends.get(id)) <= moment))
              .count();
      assertThat(waiting == 0 || runningAt(run, moment) == slots).isTrue();
    }
  }

  private static long runningAt(Schedule run, double moment) {
    return run.entries().stream()
        .filter(entry -> entry.startSeconds() <= moment && moment < entry.endSeconds())
        .count();
  }

  private static Map<TaskId, Double> ends(Schedule run) {
    var ends = new HashMap<TaskId, Double>();
    run.entries().forEach(entry -> ends.put(entry.id(), entry.endSeconds()));
    return ends;
  }

  private static List<TaskId> ids(List<VirtualTask> tasks) {
    return tasks.stream().map(task -> task.work().id()).toList();
  }

  private static VirtualTask task(String id, double seconds, String... dependencies) {
    var on = List.of(dependencies).stream().map(TaskId::new).toList();
    return new VirtualTask(new Work(new TaskId(id), on, Set.of(), "", seconds), seconds);
  }
}
