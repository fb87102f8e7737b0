package dev.parley.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.TaskId;
import dev.parley.planning.CodingTask;
import dev.parley.planning.TaskGraph;
import dev.parley.planning.TaskType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerTest {

  private final Scheduler scheduler = new Scheduler();

  @Test
  void startsTheTaskWithTheMostWorkBehindItFirst() {
    var graph = new TaskGraph(List.of(task("A"), task("B"), task("C", "B"), task("D", "C")));

    assertThat(scheduler.place(new Snapshot(graph, ids("A", "B"), 0, 1))).isEqualTo(ids("B"));
  }

  @Test
  void keepsThePlansOrderAmongEquals() {
    var graph = new TaskGraph(List.of(task("B"), task("A"), task("C")));

    assertThat(scheduler.place(new Snapshot(graph, ids("B", "A", "C"), 0, 2)))
        .isEqualTo(ids("B", "A"));
  }

  @Test
  void startsNothingWithoutAFreeSlot() {
    var graph = new TaskGraph(List.of(task("A")));

    assertThat(scheduler.place(new Snapshot(graph, ids("A"), 3, 3))).isEmpty();
    assertThat(scheduler.place(new Snapshot(graph, ids("A"), 5, 3))).isEmpty();
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void neverLeavesASlotFreeWhileATaskIsReady(long seed) {
    var random = new Random(seed);
    var tasks = new ArrayList<CodingTask>();
    for (int i = 0; i < 60; i++) {
      boolean depends = i > 0 && random.nextInt(3) > 0;
      tasks.add(depends ? task("T" + i, "T" + random.nextInt(i)) : task("T" + i));
    }
    var graph = new TaskGraph(tasks);
    var ready = tasks.stream().filter(t -> t.dependencies().isEmpty()).map(CodingTask::id).toList();
    int slots = 1 + random.nextInt(8);
    int running = random.nextInt(slots + 1);

    var placed = scheduler.place(new Snapshot(graph, ready, running, slots));

    assertThat(placed)
        .hasSize(Math.min(ready.size(), slots - running))
        .doesNotHaveDuplicates()
        .isSubsetOf(ready);
  }

  @Test
  void ranksAChainOfTenThousandTasksWithoutRecursion() {
    var tasks = new ArrayList<CodingTask>();
    tasks.add(task("T0"));
    for (int i = 1; i < 10_000; i++) {
      tasks.add(task("T" + i, "T" + (i - 1)));
    }

    assertThat(Scheduler.ranks(new TaskGraph(tasks))).containsEntry(new TaskId("T0"), 10_000);
  }

  private static CodingTask task(String id, String... dependencies) {
    return new CodingTask(
        new TaskId(id),
        id,
        id,
        TaskType.CREATION,
        List.of(),
        List.of(),
        ids(dependencies),
        List.of(),
        List.of());
  }

  private static List<TaskId> ids(String... ids) {
    return List.of(ids).stream().map(TaskId::new).toList();
  }
}
