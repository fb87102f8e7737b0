package dev.parley.testkit.sim;

import static dev.parley.model.Require.require;

import dev.parley.git.CommitDraft;
import dev.parley.git.Identity;
import dev.parley.llm.Message;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.Pause;
import dev.parley.llm.StructuredCall;
import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.model.TokenUsage;
import dev.parley.orchestrator.Conditions;
import dev.parley.orchestrator.Conductor;
import dev.parley.orchestrator.Job;
import dev.parley.orchestrator.MeetingService;
import dev.parley.orchestrator.RunRequest;
import dev.parley.orchestrator.RunState;
import dev.parley.orchestrator.RunViews;
import dev.parley.orchestrator.Telemetry;
import dev.parley.orchestrator.Tick;
import dev.parley.safety.LimitKey;
import dev.parley.safety.Limits;
import dev.parley.testkit.CountingIds;
import dev.parley.testkit.Crashes;
import dev.parley.testkit.Crashes.ProcessDied;
import dev.parley.testkit.InMemoryEngine;
import dev.parley.testkit.InMemoryEventLog;
import dev.parley.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * One live meeting from a seed, with the real orchestrator: words come in between its jobs and in
 * the middle of them, tasks start before the end, and a process may die at any commit, of whoever
 * speaks as well.
 */
public final class SimulatedMeeting {

  private static final int JOBS_MAX = 20_000;

  private final long seed;
  private final TalkScript script;
  private final Random random;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final InMemoryEventLog log = new InMemoryEventLog(clock);
  private final InMemoryEngine engine = new InMemoryEngine();
  private final InMemoryRepository repository = new InMemoryRepository();
  private final InMemoryWorkspaces workspaces = new InMemoryWorkspaces(repository);
  private final MeetingService speakers;
  private final Tick tick;
  private double trouble = 0.1;
  private double interference;
  private boolean conflicts;
  private Optional<Conductor> conductor = Optional.empty();
  private int spoken;
  private boolean ended;

  private SimulatedMeeting(long seed, int minutes) {
    this.seed = seed;
    this.script = new TalkScript(seed, minutes);
    this.random = new Random(seed ^ 0x7a1c);
    var views = new RunViews(log);
    this.speakers = new MeetingService(log, engine, views, new CountingIds());
    this.tick = new Tick(log, engine, views, Conditions.Source.UNLIMITED);
  }

  /** A meeting of so many minutes. */
  public static SimulatedMeeting seeded(long seed, int minutes) {
    return new SimulatedMeeting(seed, minutes);
  }

  /** Lets many attempts fail at first, and some touch one file that others touch too. */
  public SimulatedMeeting withConflicts() {
    trouble = 0.6;
    conflicts = true;
    return this;
  }

  /** Lets users interfere at this share of opportunities, 0 to 1. */
  public SimulatedMeeting interfering(double share) {
    interference = share;
    return this;
  }

  /** The subjects that stand at the end, with the texts of their requirements. */
  public Map<String, String> standing() {
    return script.standing();
  }

  public InMemoryEventLog log() {
    return log;
  }

  public InMemoryEngine engine() {
    return engine;
  }

  public InMemoryRepository repository() {
    return repository;
  }

  public InMemoryWorkspaces workspaces() {
    return workspaces;
  }

  /** Runs the meeting to its end; the first process dies as planned, and the next ends it. */
  public RunState run(RunRequest.Live.Start start, Crashes first) {
    var request = request(base()).listening(new RunRequest.Live(start, Optional.empty()));
    var run = speakers.start(request, new MeetingService.Start("user", Optional.empty(), false));
    var users = new Interference(log, engine, run, interference, seed);
    log.crash(first);
    var state = live(run, users);
    if (state.isEmpty()) {
      log.crash(Crashes.NONE);
      state = live(run, users);
    }
    for (int halts = 0; interference > 0 && !users.ended(); halts++) {
      require(halts < JOBS_MAX, "seed %d does not get going again", seed);
      users.goOn();
      state = live(run, users);
    }
    return state.orElseThrow();
  }

  /** Empty if the process died. */
  private Optional<RunState> live(RunId run, Interference users) {
    var views = new RunViews(log);
    try (var telemetry = new Telemetry(log, untilInterrupted())) {
      var working = new Conductor(equipment(run, views, telemetry));
      conductor = Optional.of(working);
      engine.serve(run, working);
      for (int jobs = 0; goesOn(run); jobs++) {
        require(jobs < JOBS_MAX, "seed %d does not come to an end", seed);
        clock.advance(Duration.ofMillis(10));
        perhaps(run, 3);
        users.perhaps();
      }
      return views.of(run);
    } catch (ProcessDied died) {
      return Optional.empty();
    } finally {
      engine.close();
    }
  }

  /** Does a job, or lets somebody speak if there is none. */
  private boolean goesOn(RunId run) {
    return engine.runNext() || speak(run);
  }

  private void perhaps(RunId run, int oneIn) {
    if (random.nextInt(oneIn) == 0) {
      boolean _ = speak(run);
    }
  }

  /** What is said next; whoever died while speaking says it again. False if all is said. */
  private boolean speak(RunId run) {
    if (spoken < script.batches().size()) {
      int _ = speakers.say(run, script.batches().get(spoken));
      spoken++;
    } else if (!ended) {
      boolean _ = speakers.end(run, "user");
      ended = true;
    } else {
      return false;
    }
    tick.run(run);
    return true;
  }

  private Conductor.Equipment equipment(RunId run, RunViews views, Telemetry telemetry) {
    var agent = new SimulatedAgent(seed, trouble, conflicts, workspaces, _ -> perhaps(run, 2));
    var calls = new StructuredCall(this::reply, new PlainJson());
    var stages = new SimulatedStages(repository, workspaces, agent, clock, calls);
    return new Conductor.Equipment(
        log,
        engine,
        views,
        telemetry,
        stages,
        Conditions.Source.UNLIMITED,
        clock,
        untilInterrupted(),
        "simulated");
  }

  /** People talk on while a model writes, and a job that was done comes once more. */
  private ModelReply reply(ModelRequest request) {
    var run = request.context().run();
    perhaps(run, 3);
    if (random.nextInt(5) == 0) {
      conductor.orElseThrow().run(new Job.Draft(run));
    }
    var prompt = ((Message.User) request.messages().getFirst()).text();
    var role = request.role().name().toLowerCase(Locale.ROOT);
    var answer = script.minutes().answer(role, prompt);
    var usage = Optional.of(new TokenUsage(1, 1, 0, 0));
    return new ModelReply(answer, List.of(), ModelReply.StopReason.END, usage);
  }

  private static Pause untilInterrupted() {
    return _ -> {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ProblemException(new Problem(Code.INTERRUPTED, "interrupted", ""), e);
      }
    };
  }

  private String base() {
    var files = new TreeMap<>(Map.of("README.md", "hello"));
    var author = new Identity("User", "user@example.com");
    return repository.commit(
        new CommitDraft(
            repository.store(files), List.of(), author, author, clock.instant(), "Start\n"));
  }

  private RunRequest request(String base) {
    var slots = Long.toString(1 + seed % 3);
    var model = new ModelName("simulated", "model");
    return new RunRequest(
        "/simulated",
        base,
        new Identity("User", "user@example.com"),
        "live meeting",
        "simulated",
        new RunRequest.Models(model, model, model, model),
        Limits.STANDARD
            .with(LimitKey.MAX_CONCURRENT_TASKS, slots)
            .with(LimitKey.MAX_ATTEMPTS_PER_TASK, "20"),
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        List.of());
  }
}
