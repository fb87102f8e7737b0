package dev.parley.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.attempt.AttemptState;
import dev.parley.event.Event;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.RunOutcome;
import dev.parley.orchestrator.RunPayload;
import dev.parley.orchestrator.RunState;
import dev.parley.orchestrator.TaskStatus;
import dev.parley.orchestrator.TaskView;
import dev.parley.testkit.Crashes;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulationTest {

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 150);
  }

  /** Every commit of a small run, before and after it. */
  static Stream<Crashes> everyMoment() {
    var world = SimulatedWorld.seeded(7).agentTrouble(0.4);
    var counting = Crashes.before(Integer.MAX_VALUE);
    world.runGraphDying(5, 2, counting);
    return IntStream.rangeClosed(1, world.commits())
        .boxed()
        .flatMap(step -> Stream.of(Crashes.before(step), Crashes.after(step)));
  }

  @Test
  void everythingLandsWhenNothingGoesWrong() {
    var world = SimulatedWorld.seeded(1);

    var state = world.runGraph(40, 4);

    assertThat(state.ended()).contains(RunOutcome.COMPLETED);
    holds(world, state);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void theInvariantsHoldWhateverAgentsDo(long seed) {
    var world = SimulatedWorld.seeded(seed).agentTrouble(0.4).withConflicts();

    var state = world.runGraph(20, 1 + (int) (seed % 8));

    assertThat(state.ended()).isPresent();
    holds(world, state);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void theInvariantsHoldWhateverUsersDo(long seed) {
    var world = SimulatedWorld.seeded(seed).agentTrouble(0.3).withConflicts().interfering(0.15);

    var state = world.runGraph(15, 1 + (int) (seed % 5));

    assertThat(state.ended()).isPresent();
    holds(world, state);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void nothingGoesOnUnaskedWhateverUsersSayAndWhereverTheProcessDies(long seed) {
    var world = SimulatedWorld.seeded(seed).agentTrouble(0.3).withConflicts().steered(0.25);
    int step = 1 + (int) (seed * 2);
    var crash = seed % 2 == 0 ? Crashes.before(step) : Crashes.after(step);

    var state = world.runGraphDying(12, 1 + (int) (seed % 4), crash);

    assertThat(state.ended()).isPresent();
    holds(world, state);
    Obeyed.in(world.log().readRun(state.run()));
  }

  @Test
  void usersDoHaveASayInThatWorld() {
    var world = SimulatedWorld.seeded(1).agentTrouble(0.3).withConflicts().steered(0.25);

    var state = world.runGraph(12, 2);

    var payloads = world.log().readRun(state.run()).stream().map(Event::payload).toList();
    assertThat(payloads)
        .hasAtLeastOneElementOfType(RunPayload.RunResumed.class)
        .hasAtLeastOneElementOfType(RunPayload.RunReopened.class)
        .hasAtLeastOneElementOfType(RunPayload.TaskReopened.class)
        .hasAtLeastOneElementOfType(RunPayload.ApprovalDecided.class);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void theInvariantsHoldOnAMachineThatIsShortOfRoom(long seed) {
    var world = SimulatedWorld.seeded(seed).agentTrouble(0.3).pressed(0.1);

    var state = world.runGraph(15, 1 + (int) (seed % 6));

    assertThat(state.ended()).isPresent();
    holds(world, state);
  }

  @Test
  void attemptsDoGiveWayInThatWorld() {
    var world = SimulatedWorld.seeded(1).pressed(0.3);

    var state = world.runGraph(30, 6);

    assertThat(state.ended()).contains(RunOutcome.COMPLETED);
    assertThat(state.tasks().values()).anyMatch(task -> task.attempts().size() > 1);
    holds(world, state);
  }

  @ParameterizedTest
  @MethodSource("everyMoment")
  void dyingAtAnyCommitEndsAsItWouldHave(Crashes crash) {
    var undisturbed = SimulatedWorld.seeded(7).agentTrouble(0.4).runGraph(5, 2);
    var world = SimulatedWorld.seeded(7).agentTrouble(0.4);

    var state = world.runGraphDying(5, 2, crash);

    assertThat(state.ended()).isEqualTo(undisturbed.ended());
    assertThat(state.statuses()).isEqualTo(undisturbed.statuses());
    assertThat(attempts(state)).isEqualTo(attempts(undisturbed));
    holds(world, state);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void dyingSomewhereInALargerRunLosesNothing(long seed) {
    var world = SimulatedWorld.seeded(seed).agentTrouble(0.3).withConflicts();
    int step = 1 + (int) (seed * 2);
    var crash = seed % 2 == 0 ? Crashes.before(step) : Crashes.after(step);

    var state = world.runGraphDying(20, 4, crash);

    assertThat(state.ended()).isPresent();
    holds(world, state);
  }

  /** What must be true of every run that has ended. */
  private static void holds(SimulatedWorld world, RunState state) {
    eachAttemptEndedOnce(state);
    var repository = world.repository();
    String branch = state.run().branch();
    var tip = repository.ref("refs/heads/" + branch);
    assertThat(repository.published(branch)).isEqualTo(tip);
    assertThat(world.engine().kept()).isEmpty();
    assertThat(world.workspaces().leases()).isEmpty();

    var merged = state.tasks().values().stream().filter(TaskView::merged).toList();
    assertThat(tip.isPresent()).isEqualTo(!merged.isEmpty());
    tip.ifPresent(commit -> {
      var messages =
          repository.history(commit).stream().map(repository::message).toList().reversed();
      assertThat(messages).hasSize(merged.size() + 1);
      dependenciesLandedFirst(merged, messages);
      merged.forEach(
          task -> assertThat(repository.content(commit)).containsEntry(task.id() + ".txt", "good"));
    });
  }

  private static void eachAttemptEndedOnce(RunState state) {
    for (var task : state.tasks().values()) {
      assertThat(task.attempts())
          .allSatisfy(a -> assertThat(a.state()).isInstanceOf(AttemptState.Ended.class));
      assertThat(task.chargedAttempts()).isLessThanOrEqualTo(3);
      if (state.status(task.id()) == TaskStatus.BLOCKED) {
        assertThat(task.attempts()).isEmpty();
      }
    }
  }

  private static void dependenciesLandedFirst(List<TaskView> merged, List<String> messages) {
    for (var task : merged) {
      int own = landed(messages, task.id());
      assertThat(own).as("%s landed", task.id()).isNotNegative();
      for (var dependency : task.task().dependencies()) {
        assertThat(landed(messages, dependency)).isNotNegative().isLessThan(own);
      }
    }
  }

  private static int landed(List<String> messages, TaskId task) {
    return IntStream.range(0, messages.size())
        .filter(i -> messages.get(i).lines().anyMatch(("Parley-Task: " + task)::equals))
        .findFirst()
        .orElse(-1);
  }

  private static Map<TaskId, Integer> attempts(RunState state) {
    return state.tasks().values().stream()
        .collect(java.util.stream.Collectors.toMap(TaskView::id, task -> task.attempts().size()));
  }
}
