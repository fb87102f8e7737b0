package dev.parley.testkit.sim;

import static dev.parley.model.Require.require;

import dev.parley.agent.AgentTask;
import dev.parley.git.CommitDraft;
import dev.parley.git.Identity;
import dev.parley.llm.Pause;
import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.ApprovalPolicy;
import dev.parley.orchestrator.Conductor;
import dev.parley.orchestrator.RunRequest;
import dev.parley.orchestrator.RunService;
import dev.parley.orchestrator.RunState;
import dev.parley.orchestrator.RunViews;
import dev.parley.orchestrator.Telemetry;
import dev.parley.planning.CodingTask;
import dev.parley.planning.Plan;
import dev.parley.planning.PlanningPayload.PlanDrafted;
import dev.parley.planning.TaskGraph;
import dev.parley.planning.TaskType;
import dev.parley.safety.Limits;
import dev.parley.testkit.CountingIds;
import dev.parley.testkit.Crashes;
import dev.parley.testkit.Crashes.ProcessDied;
import dev.parley.testkit.InMemoryEngine;
import dev.parley.testkit.InMemoryEventLog;
import dev.parley.testkit.InMemoryLedger;
import dev.parley.testkit.ManualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * One run of a random graph from a seed. What a disk would keep (log, queue, repository, worktrees)
 * outlives the processes, of which each may die at a commit; the next one goes on.
 */
public final class SimulatedWorld {

  /** A run that takes more jobs than this does not end. */
  private static final int JOBS_MAX = 20_000;

  /** More halts than users can bring about. */
  private static final int HALTS_MAX = 500;

  private final long seed;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final InMemoryEventLog log = new InMemoryEventLog(clock);
  private final InMemoryLedger ledger = new InMemoryLedger(log);
  private final CountingIds requestIds = new CountingIds();
  private final InMemoryEngine engine = new InMemoryEngine();
  private final InMemoryRepository repository = new InMemoryRepository();
  private final InMemoryWorkspaces workspaces = new InMemoryWorkspaces(repository);
  private double trouble;
  private double interference;
  private double steering;
  private double pressure;
  private boolean conflicts;
  private boolean spending;
  private int commits;

  private SimulatedWorld(long seed) {
    this.seed = seed;
  }

  /** A world in which nothing goes wrong, yet. */
  public static SimulatedWorld seeded(long seed) {
    return new SimulatedWorld(seed);
  }

  /** Lets this share of attempts, 0 to 1, fail in one of several ways. */
  public SimulatedWorld agentTrouble(double share) {
    trouble = share;
    return this;
  }

  /** Lets some of the troubled attempts touch one file that others touch too. */
  public SimulatedWorld withConflicts() {
    conflicts = true;
    return this;
  }

  /** Lets attempts make calls, which the ledger books; that takes commits of their own. */
  public SimulatedWorld spending() {
    spending = true;
    return this;
  }

  /** Lets users interfere at this share of opportunities, 0 to 1. */
  public SimulatedWorld interfering(double share) {
    interference = share;
    return this;
  }

  /**
   * Lets users take part at this share of opportunities, 0 to 1; they must approve the plan and
   * every change of a task whose number ends with 1 or 4.
   */
  public SimulatedWorld steered(double share) {
    steering = share;
    return this;
  }

  /** Lets the machine be short of room, and a task give way at this share of looks, 0 to 1. */
  public SimulatedWorld pressed(double share) {
    pressure = share;
    return this;
  }

  /** Runs a random graph to its end; no process dies. */
  public RunState runGraph(int tasks, int slots) {
    return run(tasks, slots, Crashes.NONE, new Random(seed));
  }

  /** As {@link #runGraph}; the first process dies as planned, and the next one ends the run. */
  public RunState runGraphDying(int tasks, int slots, Crashes first) {
    return run(tasks, slots, first, new Random(seed));
  }

  /** How many transactions the run took, dead ones included. */
  public int commits() {
    return commits;
  }

  public InMemoryEventLog log() {
    return log;
  }

  public InMemoryLedger ledger() {
    return ledger;
  }

  public InMemoryRepository repository() {
    return repository;
  }

  public InMemoryWorkspaces workspaces() {
    return workspaces;
  }

  public InMemoryEngine engine() {
    return engine;
  }

  private RunState run(int tasks, int slots, Crashes first, Random random) {
    var base = commit("README.md", "hello");
    var graph = graph(tasks, random);
    var service = new RunService(log, engine, new RunViews(log), new CountingIds());
    var plan = new Plan(graph, Map.of(), List.of());
    var policy = new ApprovalPolicy(true, true, List.of("*{1,4}.txt"));
    var request = request(base, slots);
    var asked = steering > 0 ? request.withApprovals(policy) : request;
    var run = service.start(asked, new PlanDrafted(plan));
    var users = users(run);
    log.crash(first);
    var state = live(run, users);
    commits = first.steps();
    if (state.isEmpty()) {
      log.crash(Crashes.NONE);
      service.resume(run, Optional.empty(), "simulation");
      state = live(run, users);
    }
    for (int halts = 0; (interference > 0 || steering > 0) && !users.ended(); halts++) {
      require(halts < HALTS_MAX, "seed %d does not get going again", seed);
      state = goneOn(run, users);
    }
    return state.orElseThrow();
  }

  /** Users let the run go on, in the next process if one dies of it. */
  private Optional<RunState> goneOn(RunId run, Users users) {
    Optional<RunState> state;
    try {
      users.goOn();
      state = live(run, users);
    } catch (ProcessDied died) {
      state = Optional.empty();
    }
    if (state.isEmpty()) {
      log.crash(Crashes.NONE);
    }
    return state;
  }

  private Users users(RunId run) {
    return new Users(
        new Interference(log, engine, run, interference, seed),
        new Steering(log, engine, run, steering, seed));
  }

  /** All who have a part in the run. */
  private record Users(Interference interfering, Steering steering) {
    void perhaps() {
      interfering.perhaps();
      steering.perhaps();
    }

    void goOn() {
      interfering.goOn();
      steering.goOn();
    }

    boolean ended() {
      return interfering.ended();
    }
  }

  /** One process, until the run is at rest and its queue empty; empty if it died. */
  private Optional<RunState> live(RunId run, Users users) {
    var views = new RunViews(log);
    Pause untilInterrupted = _ -> sleepUntilInterrupted();
    try (var telemetry = new Telemetry(log, untilInterrupted)) {
      var calls = new SimulatedCalls(seed, ledger.reopened(), untilInterrupted, clock, requestIds);
      Consumer<AgentTask> meanwhile =
          task -> {
            users.perhaps();
            if (spending) {
              calls.make(task, heard -> telemetry.add(run, heard));
            }
          };
      var agent = new SimulatedAgent(seed, trouble, conflicts, workspaces, meanwhile);
      var stages = new SimulatedStages(repository, workspaces, agent, clock);
      var equipment =
          new Conductor.Equipment(
              log,
              engine,
              views,
              telemetry,
              stages,
              new PressedMachine(pressure, seed),
              clock,
              untilInterrupted,
              "simulated");
      engine.serve(run, new Conductor(equipment));
      for (int jobs = 0; engine.runNext(); jobs++) {
        require(jobs < JOBS_MAX, "seed %d does not come to an end", seed);
        users.perhaps();
        clock.advance(java.time.Duration.ofMillis(10));
      }
      return views.of(run);
    } catch (ProcessDied died) {
      return Optional.empty();
    } finally {
      engine.close();
    }
  }

  private static void sleepUntilInterrupted() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(new Problem(Code.INTERRUPTED, "interrupted", ""), e);
    }
  }

  private String commit(String path, String text) {
    var files = new TreeMap<String, String>();
    files.put(path, text);
    var author = new Identity("User", "user@example.com");
    return repository.commit(
        new CommitDraft(
            repository.store(files), List.of(), author, author, clock.instant(), "Start\n"));
  }

  private static TaskGraph graph(int tasks, Random random) {
    var planned = new ArrayList<CodingTask>();
    for (int i = 0; i < tasks; i++) {
      var dependencies = new ArrayList<TaskId>();
      for (int d = 0; d < i; d++) {
        if (random.nextInt(i + 2) == 0) {
          dependencies.add(new TaskId("T" + d));
        }
      }
      planned.add(
          new CodingTask(
              new TaskId("T" + i),
              "Task " + i,
              "Do " + i,
              TaskType.CREATION,
              List.of("T" + i + ".txt"),
              List.of(),
              dependencies,
              List.of(),
              List.of()));
    }
    return new TaskGraph(planned);
  }

  private static RunRequest request(String base, int slots) {
    var model = new ModelName("simulated", "model");
    var standard = Limits.STANDARD;
    var limits =
        new Limits(
            standard.maxLlmRequestsPerHour(),
            standard.maxLlmTokensPerDay(),
            1_000,
            standard.maxExecutionTimePerTask(),
            standard.maxUsdPerRun(),
            standard.maxUsdPerDay(),
            standard.maxAttemptsPerTask(),
            slots);
    return new RunRequest(
        "/simulated",
        base,
        new Identity("User", "user@example.com"),
        "tasks.json",
        "simulated",
        new RunRequest.Models(model, model, model, model),
        limits,
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        List.of());
  }
}
