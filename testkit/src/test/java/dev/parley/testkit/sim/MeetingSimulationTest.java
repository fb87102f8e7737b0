package dev.parley.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.attempt.AttemptState;
import dev.parley.event.StreamId;
import dev.parley.meeting.MeetingPayload.MeetingEnded;
import dev.parley.meeting.MeetingPayload.TranscriptRead;
import dev.parley.orchestrator.DraftPayload.ListeningDone;
import dev.parley.orchestrator.RunOutcome;
import dev.parley.orchestrator.RunPayload.AttemptStarted;
import dev.parley.orchestrator.RunPayload.ListeningDue;
import dev.parley.orchestrator.RunPayload.TaskWithdrawn;
import dev.parley.orchestrator.RunRequest.Live.Start;
import dev.parley.orchestrator.RunState;
import dev.parley.orchestrator.TaskStatus;
import dev.parley.orchestrator.TaskView;
import dev.parley.requirements.RequirementsPayload.RequirementsRevised;
import dev.parley.testkit.Crashes;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Meetings in which decisions are taken back, heard while the work they ask for is under way. */
class MeetingSimulationTest {

  private static final int LONG = 25;
  private static final int SHORT = 5;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 30);
  }

  /** Every commit of two short meetings, before and after it. */
  static Stream<Arguments> everyMoment() {
    return Stream.of(Start.values())
        .flatMap(start -> {
          var counting = Crashes.before(Integer.MAX_VALUE);
          var _ = SimulatedMeeting.seeded(3, SHORT).run(start, counting);
          return IntStream.rangeClosed(1, counting.steps())
              .boxed()
              .flatMap(step -> Stream.of(Crashes.before(step), Crashes.after(step)))
              .map(crash -> Arguments.of(start, crash));
        });
  }

  @ParameterizedTest
  @MethodSource("everyMoment")
  void dyingAtAnyCommitChangesNothingOfIt(Start start, Crashes crash) {
    var world = SimulatedMeeting.seeded(3, SHORT);

    var state = world.run(start, crash);

    holds(world, state);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void theCodeIsWhatTheMeetingWantedInTheEnd(long seed) {
    var world = SimulatedMeeting.seeded(seed, LONG);

    var state = world.run(seed % 4 == 0 ? Start.END : Start.SETTLED, Crashes.NONE);

    holds(world, state);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void itIsSoHoweverOftenUsersStopItAndLetItGoOn(long seed) {
    var world = SimulatedMeeting.seeded(seed, LONG).interfering(0.1);

    var state = world.run(seed % 3 == 0 ? Start.END : Start.SETTLED, Crashes.NONE);

    holds(world, state);
  }

  @Test
  void whatLaterWorkStandsOnIsTakenBackByAnAgent() {
    int byAgent = 0;
    int completed = 0;
    for (long seed = 1; seed <= 40; seed++) {
      var world = SimulatedMeeting.seeded(seed, LONG).withConflicts();

      var state = world.run(Start.SETTLED, Crashes.NONE);

      for (var task : state.tasks().values()) {
        boolean coded = task.last().flatMap(a -> a.coded()).filter(c -> c.turns() > 0).isPresent();
        byAgent += task.task().undoes().isPresent() && task.merged() && coded ? 1 : 0;
      }
      if (state.ended().equals(Optional.of(RunOutcome.COMPLETED))) {
        completed++;
        holds(world, state);
      }
    }
    assertThat(byAgent).isPositive();
    // In the others too many attempts failed in a row.
    assertThat(completed).isGreaterThan(10);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void itIsSoWhereverAProcessDies(long seed) {
    var world = SimulatedMeeting.seeded(seed, LONG);
    int step = 1 + (int) (seed * 5 % 397);
    var crash = seed % 2 == 0 ? Crashes.before(step) : Crashes.after(step);

    var state = world.run(Start.SETTLED, crash);

    holds(world, state);
  }

  @Test
  void suchMeetingsDoTakeBackWhatWaitsWhatRunsAndWhatHasLanded() {
    int cutOff = 0;
    int undone = 0;
    int begunBefore = 0;
    for (long seed = 1; seed <= 10; seed++) {
      var world = SimulatedMeeting.seeded(seed, LONG);
      var state = world.run(Start.SETTLED, Crashes.NONE);
      for (var task : state.tasks().values()) {
        boolean ran = !task.attempts().isEmpty();
        cutOff += task.withdrawn() && ran && !task.merged() ? 1 : 0;
        undone += task.task().undoes().isPresent() && task.merged() ? 1 : 0;
      }
      begunBefore += begunBeforeTheEnd(world, state) ? 1 : 0;
    }

    assertThat(cutOff).isPositive();
    assertThat(undone).isPositive();
    assertThat(begunBefore).isPositive();
  }

  private static boolean begunBeforeTheEnd(SimulatedMeeting world, RunState state) {
    long end = world.log().read(StreamId.meeting(state.run()), 0).getLast().position();
    return world.log().read(StreamId.run(state.run()), 0).stream()
        .anyMatch(e -> e.payload() instanceof AttemptStarted && e.position() < end);
  }

  private static void holds(SimulatedMeeting world, RunState state) {
    assertThat(state.ended()).contains(RunOutcome.COMPLETED);
    assertThat(world.engine().kept()).isEmpty();
    assertThat(world.workspaces().leases()).isEmpty();
    eachAttemptEndedOnce(state);
    var prd = state.draft().prd().orElseThrow();
    assertThat(prd.requirements())
        .extracting(requirement -> requirement.text())
        .containsExactlyInAnyOrderElementsOf(world.standing().values());
    var standing = new TreeSet<String>();
    var files = new TreeSet<String>();
    for (var task : state.tasks().values()) {
      if (state.status(task.id()) == TaskStatus.MERGED && task.task().undoes().isEmpty()) {
        standing.add(task.task().title().substring("Build ".length()));
        files.add(task.id() + ".txt");
      }
    }
    assertThat(standing).isEqualTo(new TreeSet<>(world.standing().keySet()));
    files.add("README.md");
    var tip = world.repository().ref("refs/heads/" + state.run().branch()).orElseThrow();
    var there = new TreeSet<>(world.repository().content(tip).keySet());
    there.remove("shared.txt");
    assertThat(there).isEqualTo(files);
    noIdIsUsedAgain(world, state);
    everyDraftIsWantedAndOver(world, state);
    nothingStartsForWhatIsNotWantedAnyMore(world, state);
  }

  /** A draft that is asked for while another is written would cut it off. */
  private static void everyDraftIsWantedAndOver(SimulatedMeeting world, RunState state) {
    int open = 0;
    int afterTheEnd = 0;
    boolean ended = false;
    for (var event : world.log().readRun(state.run())) {
      switch (event.payload()) {
        case MeetingEnded _ -> ended = true;
        case ListeningDue _ -> {
          assertThat(open++).isZero();
          afterTheEnd += ended ? 1 : 0;
        }
        case ListeningDone _, TranscriptRead _ -> open--;
        default -> {}
      }
    }
    assertThat(open).isZero();
    assertThat(afterTheEnd).isLessThanOrEqualTo(1);
  }

  /** Tasks are told what their requirement says: their description is its text. */
  private static void nothingStartsForWhatIsNotWantedAnyMore(
      SimulatedMeeting world, RunState state) {
    var wanted = new HashSet<String>();
    for (var event : world.log().readRun(state.run())) {
      if (event.payload() instanceof RequirementsRevised(var revision)) {
        wanted.clear();
        revision.prd().requirements().forEach(requirement -> wanted.add(requirement.text()));
      }
      if (event.payload() instanceof AttemptStarted(var attempt, _)) {
        var task = Objects.requireNonNull(state.tasks().get(attempt.task())).task();
        assertThat(task.undoes().isPresent() || wanted.contains(task.description()))
            .as("%s starts for what is wanted", attempt)
            .isTrue();
      }
    }
    var done = new HashSet<String>();
    state.tasks().values().stream()
        .filter(TaskView::merged)
        .forEach(task -> done.add(task.task().description()));
    assertThat(done).containsAll(world.standing().values());
  }

  private static void eachAttemptEndedOnce(RunState state) {
    for (TaskView task : state.tasks().values()) {
      assertThat(task.attempts())
          .allSatisfy(a -> assertThat(a.state()).isInstanceOf(AttemptState.Ended.class));
    }
  }

  private static void noIdIsUsedAgain(SimulatedMeeting world, RunState state) {
    var gone = new HashSet<String>();
    for (var event : world.log().read(StreamId.draft(state.run()), 0)) {
      if (event.payload() instanceof RequirementsRevised(var revision)) {
        assertThat(revision.added()).noneMatch(added -> gone.contains(added.id()));
        revision.withdrawn().forEach(withdrawn -> gone.add(withdrawn.id()));
      }
    }
    var withdrawn = new HashSet<Object>();
    for (var event : world.log().read(StreamId.run(state.run()), 0)) {
      if (event.payload() instanceof TaskWithdrawn(var task, _, _)) {
        assertThat(withdrawn.add(task)).as("%s is withdrawn once", task).isTrue();
      }
    }
  }
}
