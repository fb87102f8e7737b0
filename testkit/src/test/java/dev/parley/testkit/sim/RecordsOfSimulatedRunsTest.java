package dev.parley.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.analytics.AttemptRecord;
import dev.parley.analytics.Charges;
import dev.parley.analytics.RecordRefresher;
import dev.parley.analytics.RunRecord;
import dev.parley.analytics.RunReport;
import dev.parley.analytics.Spending;
import dev.parley.analytics.TaskRecord;
import dev.parley.event.Event;
import dev.parley.event.StreamId;
import dev.parley.model.Money;
import dev.parley.orchestrator.RunState;
import dev.parley.safety.Ledger.Spend;
import dev.parley.safety.Scope;
import dev.parley.testkit.Crashes;
import dev.parley.testkit.InMemoryRunRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What records say of simulated runs, held against the ledger and the runs' own states. */
class RecordsOfSimulatedRunsTest {

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void addUpToTheLedger(long seed) {
    var world = SimulatedWorld.seeded(seed).agentTrouble(0.4).withConflicts().spending();

    var state = world.runGraph(12, 1 + (int) (seed % 5));

    agrees(world, state);
    assertThat(charged(world.ledger().spendOf(state.run()))).isGreaterThan(Money.ZERO);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void addUpToTheLedgerWhenAProcessDies(long seed) {
    var world = SimulatedWorld.seeded(seed).agentTrouble(0.3).withConflicts().spending();
    int step = 5 + (int) (seed * 3);
    var crash = seed % 2 == 0 ? Crashes.before(step) : Crashes.after(step);

    var state = world.runGraphDying(12, 3, crash);

    agrees(world, state);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void addUpToTheLedgerOfRunsThatUsersReopen(long seed) {
    var world = SimulatedWorld.seeded(seed).agentTrouble(0.4).spending().steered(0.25);

    var state = world.runGraph(8, 1 + (int) (seed % 4));

    agrees(world, state);
    assertThat(RunReport.of(world.log().readRun(state.run())).outcome()).isEqualTo(state.ended());
  }

  @Test
  void chargeWhatADeadProcessHadReserved() {
    int orphans = 0;
    for (int step = 1; step <= 120; step++) {
      var world = SimulatedWorld.seeded(3).agentTrouble(0.2).spending();
      var state = world.runGraphDying(6, 2, Crashes.before(step));
      agrees(world, state);
      orphans += world.ledger().spendOf(state.run()).reserved().equals(Money.ZERO) ? 0 : 1;
    }

    assertThat(orphans).as("runs in which calls never came back").isPositive();
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void doNotDependOnTheOrderInWhichTheStreamsInterleave(long seed) {
    var world = SimulatedWorld.seeded(seed).agentTrouble(0.4).spending();
    var state = world.runGraph(8, 3);
    var log = world.log().readRun(state.run(), 0, Integer.MAX_VALUE);
    var charges = charges(world, state, log);

    var otherwise = RunRecord.of(interleaved(log, new Random(seed)), charges);

    assertThat(otherwise).isEqualTo(RunRecord.of(log, charges));
  }

  @Test
  void areMadeAnewOnlyWhereTheLogOrTheAccountMoved() {
    var world = SimulatedWorld.seeded(5).agentTrouble(0.3).spending();
    var run = world.runGraph(5, 2).run();
    var records = new InMemoryRunRecords();
    var refresher = new RecordRefresher(world.log(), world.ledger(), records);

    assertThat(refresher.refresh()).isEqualTo(1);
    assertThat(refresher.refresh()).isZero();

    var kept = records.all();
    var mark = records.mark(run).orElseThrow();
    records.retain(Set.of(run), mark.version() + 1);
    assertThat(records.all()).as("a projection of other rules is dropped").isEmpty();
    assertThat(refresher.refreshed()).isEqualTo(kept);
  }

  /** The record of the world's run, against the ledger, the state and the report. */
  private static void agrees(SimulatedWorld world, RunState state) {
    var ledger = world.ledger();
    var log = world.log().readRun(state.run(), 0, Integer.MAX_VALUE);
    var record =
        new RecordRefresher(world.log(), ledger, new InMemoryRunRecords()).refreshed().getFirst();

    var spent = ledger.spendOf(state.run());
    assertThat(record.spending())
        .isEqualTo(new Spending(charged(spent), spent.usage(), spent.requests()));
    for (var task : record.tasks()) {
      var booked = ledger.spendOf(new Scope.Task(state.run(), task.task().id()));
      assertThat(task.spending().cost()).isEqualTo(charged(booked));
      assertThat(task.spending().calls()).isEqualTo(booked.requests());
    }
    assertThat(statuses(record)).isEqualTo(state.statuses());
    var report = RunReport.of(log);
    assertThat(record.tasks())
        .allSatisfy(task -> {
          assertThat(task.worked())
              .isEqualTo(
                  task.attempts().stream()
                      .flatMap(attempt -> attempt.stages().values().stream())
                      .reduce(Duration.ZERO, Duration::plus));
          assertThat(task.tried()).isEqualTo(task.attempts().size());
          assertThat(task.attempts()).allSatisfy(RecordsOfSimulatedRunsTest::saysWhyIfItFailed);
        });
    assertThat(record.tasks().stream().map(TaskRecord::worked))
        .containsExactlyElementsOf(report.tasks().stream().map(t -> t.worked()).toList());
  }

  private static void saysWhyIfItFailed(AttemptRecord attempt) {
    boolean failed =
        attempt
            .outcome()
            .filter(how -> !how.equals("merged") && !how.equals("cancelled"))
            .isPresent();
    assertThat(attempt.failure().isPresent()).isEqualTo(failed);
  }

  private static Map<Object, Object> statuses(RunRecord record) {
    var statuses = new LinkedHashMap<Object, Object>();
    record.tasks().forEach(task -> statuses.put(task.task().id(), task.status()));
    return statuses;
  }

  private static Money charged(Spend spend) {
    return spend.settled().plus(spend.reserved());
  }

  private static Charges charges(SimulatedWorld world, RunState state, List<Event> log) {
    var attempts = log.stream().flatMap(e -> e.stream().attempt().stream()).distinct().toList();
    return Charges.of(world.ledger(), state.run(), attempts);
  }

  /** Telemetry anywhere between the other events; each stream in its own order. */
  private static List<Event> interleaved(List<Event> log, Random random) {
    Map<Boolean, List<Event>> parts = new HashMap<>();
    for (var event : log) {
      boolean telemetry = event.stream().equals(StreamId.telemetry(event.stream().run()));
      parts.computeIfAbsent(telemetry, _ -> new ArrayList<>()).add(event);
    }
    var mixed = new ArrayList<>(parts.getOrDefault(false, List.of()));
    int at = 1;
    for (var event : parts.getOrDefault(true, List.of())) {
      at = Math.min(mixed.size(), at + random.nextInt(4));
      mixed.add(at, event);
    }
    return mixed;
  }
}
