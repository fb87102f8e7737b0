package dev.parley.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.estimation.Estimate;
import dev.parley.estimation.Estimate.Range;
import dev.parley.model.TaskId;
import dev.parley.planning.CodingTask;
import dev.parley.planning.TaskGraph;
import dev.parley.planning.TaskType;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlanClockTest {

  private static final Range SURE = new Range(100, 100, 100, 100);
  private static final Range UNSURE = new Range(50, 100, 200, 115);

  @Test
  void isThePathAloneWhenThereAreSlotsForAll() {
    var graph = new TaskGraph(List.of(task("A"), task("B", "A"), task("C")));

    var clock = PlanClock.of(graph, estimates(graph, SURE), 4, new SplittableRandom(1));

    assertThat(clock).isEqualTo(new Range(200, 200, 200, 200));
  }

  @Test
  void isTheWorkSpreadOverTheSlotsWhenTheyBind() {
    var graph = new TaskGraph(List.of(task("A"), task("B"), task("C"), task("D")));

    var clock = PlanClock.of(graph, estimates(graph, SURE), 2, new SplittableRandom(1));

    assertThat(clock.p50()).isEqualTo(200);
  }

  @Test
  void theLongestOfManyUnsureTasksTakesLongerThanAnyOfThemDoesOnAverage() {
    var graph = new TaskGraph(List.of(task("A"), task("B"), task("C"), task("D")));

    var clock = PlanClock.of(graph, estimates(graph, UNSURE), 4, new SplittableRandom(1));

    assertThat(clock.mean()).isGreaterThan(150);
    assertThat(clock.p10()).isLessThan(clock.p50());
    assertThat(clock.p90()).isGreaterThan(clock.p50());
  }

  @Test
  void oneTaskTakesWhatItIsExpectedToTake() {
    var graph = new TaskGraph(List.of(task("A")));

    var clock = PlanClock.of(graph, estimates(graph, UNSURE), 4, new SplittableRandom(1));

    assertThat(clock.mean()).isCloseTo(115, within(1e-6));
    assertThat(clock.p50()).isCloseTo(100, within(15.0));
  }

  private static List<Estimate> estimates(TaskGraph graph, Range seconds) {
    return graph.tasks().stream()
        .map(task ->
            new Estimate(
                task.id().value(), seconds, 1, new Range(0, 0, 0, 0), 0.5, "3 similar tasks"))
        .toList();
  }

  private static CodingTask task(String id, String... dependencies) {
    return new CodingTask(
        new TaskId(id),
        id,
        id,
        TaskType.CREATION,
        List.of(),
        List.of(),
        List.of(dependencies).stream().map(TaskId::new).toList(),
        List.of(),
        List.of());
  }
}
