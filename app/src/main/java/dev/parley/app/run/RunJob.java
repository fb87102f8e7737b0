package dev.parley.app.run;

import dev.parley.analytics.RunReport;
import dev.parley.app.config.ConfigurationLoader.Flags;
import dev.parley.app.config.ModelChoice;
import dev.parley.app.files.Places;
import dev.parley.app.report.ApprovalLines;
import dev.parley.app.report.RunFolder;
import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Surroundings;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.orchestrator.RunOutcome;
import dev.parley.orchestrator.RunRequest;
import dev.parley.orchestrator.RunState;
import dev.parley.planning.PlanningPayload.PlanDrafted;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Scanner;

/** {@code parley run} and {@code parley plan}, from settings to exit code. */
public final class RunJob {

  private final Surroundings surroundings;
  private final PrintWriter err;
  private final Optional<String> goOn;

  public RunJob(Surroundings surroundings) {
    this(surroundings, Optional.empty());
  }

  /**
   * A job of a surface that has its own way to go on after an interruption.
   *
   * @param goOn the command line; empty for {@code parley resume RUN}
   */
  public RunJob(Surroundings surroundings, Optional<String> goOn) {
    this.surroundings = surroundings;
    this.err = surroundings.err();
    this.goOn = goOn;
  }

  /**
   * What the command line asks for.
   *
   * @param folder somewhere in the repository
   * @param planOnly stop once there is a plan
   */
  public record Wish(Path folder, Flags flags, String agent, boolean planOnly, Manner manner) {

    boolean asks() {
      return manner.asks();
    }
  }

  /**
   * How a run is watched.
   *
   * @param json events for programs on standard output
   * @param waits whether a run that a limit paused goes on by itself once there is room
   * @param asks whether somebody is asked about a plan that may not fit the limits
   */
  public record Manner(boolean json, boolean waits, boolean asks) {
    public static final Manner PLAIN = new Manner(false, false, false);
  }

  /**
   * Carries the run out.
   *
   * @return the exit code
   * @throws ProblemException BAD_CONFIG, NO_MODEL, NO_SANDBOX, NO_IDENTITY, INTERRUPTED, ...
   */
  public int run(Wish wish, RunInput input) {
    var work = new Work(input.source(), needsModel(wish, input), wish);
    return carryOut(
        work,
        (session, request) -> watch(session, session.start(request, input), 0, wish.manner()));
  }

  /**
   * What is to be carried out.
   *
   * @param source where it comes from, for people
   */
  record Work(String source, boolean needsModel, Wish wish) {}

  /** Begins a run and watches it to its rest. */
  @FunctionalInterface
  interface Beginning {

    /** The exit code. */
    int begin(RunSession session, RunRequest request);
  }

  /** Settles what is asked for, opens the store, and carries it out. */
  int carryOut(Work work, Beginning beginning) {
    var wish = work.wish();
    EmergencyStop.requireNone(Places.of(surroundings.environment()));
    var project = Project.at(surroundings, wish.folder(), wish.flags());
    project.warnings().forEach(warning -> err.println("parley: warning: " + warning));
    var models = models(project, work);
    var request = RunStart.request(project, models, work.source(), wish);
    var access = ModelAccess.of(project.configuration(), surroundings.environment());
    if (work.needsModel()) {
      access.require(request.models(), surroundings.clock().instant());
      err.println(RunStart.explained(models));
    }
    var equipment = Equipment.of(surroundings, project.places(), project.configuration(), access);
    if (!wish.planOnly()) {
      Equipment.requireSandbox(surroundings, project.places(), project.configuration());
      if (!project.configuration().sandbox().auto()) {
        err.println("parley: warning: unsandboxed: agents and builds may do whatever you may");
      }
    }
    Logging.begin(project.places());
    try (var session = new RunSession(surroundings, equipment)) {
      return beginning.begin(session, request);
    }
  }

  /** Tasks that are only looked at need no model at all. */
  private static boolean needsModel(Wish wish, RunInput input) {
    return !(wish.planOnly() && input.known() instanceof PlanDrafted);
  }

  private ModelChoice models(Project project, Work work) {
    var models = project.configuration().models();
    return work.needsModel()
        ? ModelChoice.of(models, surroundings.environment())
        : ModelChoice.unused(models);
  }

  /** Watches a run to its rest, writes its files, and says what it came to. */
  int watch(RunSession session, RunId run, long seen, Manner manner) {
    var command = goOn.orElse("parley resume " + run);
    err.println("run " + run + " (go on after an interruption with: " + command + ")");
    err.flush();
    var lines = new EventLines(surroundings.out());
    var listener = manner.json() ? lines : Progress.on(surroundings);
    RunState state;
    try {
      state = session.watch(run, seen, listener);
      while (goesOn(session, state, manner)) {
        state = session.watch(run, seen, listener);
      }
    } catch (ProblemException e) {
      write(session, run);
      throw e;
    }
    var report = write(session, run);
    // A call that was cut off a moment ago may not be settled yet: it counts at the most it can
    // cost.
    var spend = session.spend(run);
    var cost = spend.settled().plus(spend.reserved());
    if (manner.json()) {
      lines.ended(state, cost.usd().stripTrailingZeros().toPlainString());
    } else {
      Results.table(report, cost).forEach(surroundings.out()::println);
      surroundings.out().println("report: " + RunFolder.of(report).resolve("report.md"));
    }
    tellWhatItWaitsFor(state);
    err.flush();
    surroundings.out().flush();
    return Results.exitCode(state);
  }

  private void tellWhatItWaitsFor(RunState state) {
    ApprovalLines.waiting(state).forEach(err::println);
    if (state.atRest().filter(RunOutcome.AWAITING_APPROVAL::equals).isPresent()) {
      err.println("  then: parley resume " + state.run());
    }
    state
        .halt()
        .ifPresent(halt -> {
          err.println("parley: " + Plain.lines(halt.problem().message()));
          Plain.lines(halt.problem().remedy()).lines().forEach(line -> err.println("  " + line));
          if (!halt.problem().remedy().contains("parley resume")) {
            err.println("  then: parley resume " + state.run());
          }
        });
  }

  /** Whether a run that came to rest was set going again. */
  private boolean goesOn(RunSession session, RunState state, Manner manner) {
    if (state.halt().isEmpty() || state.ended().isPresent()) {
      return false;
    }
    var problem = state.halt().get().problem();
    var until = Optional.ofNullable(problem.context().get("until")).map(Instant::parse);
    if (manner.waits() && until.isPresent()) {
      err.println("paused until " + until.get() + ": " + Plain.lines(problem.message()));
      err.flush();
      session.waitForRoom(state, until.get(), surroundings.clock());
      return true;
    }
    if (manner.asks() && problem.context().containsKey("preflight") && confirmed(problem)) {
      session.goOnAnyway(state.run(), "user");
      return true;
    }
    return false;
  }

  private boolean confirmed(Problem problem) {
    err.println(Plain.lines(problem.message()));
    err.print("Carry it out all the same, as far as the limits allow? [y/N] ");
    err.flush();
    var answer = new Scanner(surroundings.in(), StandardCharsets.UTF_8);
    return answer.hasNextLine()
        && answer.nextLine().strip().toLowerCase(Locale.ROOT).startsWith("y");
  }

  /** Files in the repository are copies: a run is not worse for their not being written. */
  private RunReport write(RunSession session, RunId run) {
    var log = session.log(run);
    try {
      RunFolder.write(log);
    } catch (ProblemException e) {
      err.println("parley: warning: " + Plain.lines(e.problem().message()));
    }
    return RunReport.of(log);
  }
}
