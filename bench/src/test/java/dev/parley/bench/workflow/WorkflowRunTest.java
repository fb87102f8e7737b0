package dev.parley.bench.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.bench.workflow.Result.End;
import dev.parley.bench.workflow.Result.Task;
import dev.parley.bench.workflow.Way.Part;
import dev.parley.model.Money;
import dev.parley.model.TaskId;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkflowRunTest {

  private static final int SEEDS = 3;
  private static final Distributions STATED = Stated.distributions();

  static Stream<Way> ways() {
    return Stream.concat(Stream.of(Way.PHASE_4, Way.PARLEY), Way.ablations().stream());
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyTaskEndsOnceAndNoneStartsBeforeItsParentsHaveLanded(Way way) {
    for (int seed = 0; seed < SEEDS; seed++) {
      var world = new World(STATED, seed);
      var tasks = byId(WorkflowRun.of(world, way, STATED.bounds().budget()));

      assertThat(tasks).hasSize(60);
      for (var work : world.works()) {
        var task = Objects.requireNonNull(tasks.get(work.id()));
        var parents = work.dependencies().stream().map(tasks::get).map(Objects::requireNonNull);
        boolean free = parents.allMatch(Task::merged);
        assertThat(task.end() == End.BLOCKED).isEqualTo(!free);
        assertThat(task.end()).isNotEqualTo(End.HALTED);
        if (free) {
          double landed =
              work.dependencies().stream()
                  .mapToDouble(id -> Objects.requireNonNull(tasks.get(id)).endSeconds())
                  .max()
                  .orElse(0);
          assertThat(task.readySeconds()).isEqualTo(landed);
          assertThat(task.startSeconds()).isGreaterThanOrEqualTo(landed);
          assertThat(task.seconds()).isGreaterThanOrEqualTo(task.workedSeconds() - 1e-6);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void oneSeedGivesOneResult(Way way) {
    var budget = STATED.bounds().tight();

    assertThat(WorkflowRun.of(new World(STATED, 3), way, budget))
        .isEqualTo(WorkflowRun.of(new World(STATED, 3), way, budget));
  }

  @Test
  void luckDoesNotDependOnTheOrderInWhichItIsAskedFor() {
    var one = new World(STATED, 5);
    var other = new World(STATED, 5);
    for (int task = 59; task >= 0; task--) {
      other.attempt(task, 3);
      other.attempt(task, 2);
    }

    for (int task = 0; task < 60; task++) {
      for (int number = 1; number <= 3; number++) {
        assertThat(one.attempt(task, number)).isEqualTo(other.attempt(task, number));
      }
    }
  }

  @Test
  void withoutFeedbackAndConflictsEveryWayMergesTheSameTasks() {
    var harmless =
        Stated.with("\"conflict_per_shared_file\": 0.28", "\"conflict_per_shared_file\": 0");
    var equal = harmless.with(harmless.failures().withFeedback(1));
    for (int seed = 0; seed < SEEDS; seed++) {
      var merged = merged(equal, seed, Way.PHASE_4);

      assertThat(merged).hasSizeBetween(1, 60);
      for (var way : Way.ablations()) {
        assertThat(merged(equal, seed, way)).as(way.name()).isEqualTo(merged);
      }
      assertThat(merged(harmless, seed, Way.PARLEY)).containsAll(merged);
    }
  }

  @Test
  void reservationsKeepWithinALimitThatChecksBetweenTasksDoNotKeep() {
    var limit = STATED.bounds().tight();
    for (int seed = 0; seed < SEEDS; seed++) {
      assertThat(spent(seed, Way.PHASE_4, limit)).isGreaterThan(limit.micros());
      for (var way : Way.ablations()) {
        if (way.has(Part.RESERVATIONS)) {
          assertThat(spent(seed, way, limit))
              .as(way.name())
              .isBetween(limit.micros() / 2, limit.micros());
        }
      }
    }
  }

  @Test
  void attemptsFailAsOftenAsStated() {
    var failures = STATED.failures();
    int first = 0;
    int blind = 0;
    int told = 0;
    for (int seed = 0; seed < 400; seed++) {
      var world = new World(STATED, seed);
      for (int task = 0; task < 60; task++) {
        double p = world.difficulty(task);
        if (world.attempt(task, 1).luck() < p) {
          double luck = world.attempt(task, 2).luck();
          first++;
          blind += luck < p ? 1 : 0;
          told += luck < p * failures.feedbackFactor() ? 1 : 0;
        }
      }
    }

    assertThat(first / 24_000.0).isCloseTo(failures.first(), within(0.015));
    assertThat((double) blind / first).isCloseTo(failures.blindRetry(), within(0.025));
    assertThat((double) told / first).isCloseTo(failures.feedbackRetry(), within(0.025));
  }

  @Test
  void aCacheThatIsNotThereIsNeitherReadNorWritten() {
    var usage =
        WorkflowRun.of(new World(STATED, 1), Way.PHASE_4, STATED.bounds().budget()).spend().usage();

    assertThat(usage.cacheRead() + usage.cacheWrite()).isZero();
    assertThat(usage.input()).isPositive();
  }

  @Test
  void ratiosPairSeedsAndLeaveOutWhatCannotBeCompared() {
    var ratio = Ratio.of(new double[] {1, 3, Double.NaN}, new double[] {2, 6, 5});

    assertThat(ratio).isEqualTo(new Ratio(2, 4, 0.5, 0.5, 0.5));
  }

  private static long spent(int seed, Way way, Money limit) {
    return WorkflowRun.of(new World(STATED, seed), way, limit).spentMicros();
  }

  private static Set<TaskId> merged(Distributions distributions, int seed, Way way) {
    var result =
        WorkflowRun.of(new World(distributions, seed), way, distributions.bounds().budget());
    return result.tasks().stream().filter(Task::merged).map(Task::id).collect(Collectors.toSet());
  }

  private static Map<TaskId, Task> byId(Result result) {
    return result.tasks().stream().collect(Collectors.toMap(Task::id, Function.identity()));
  }
}
