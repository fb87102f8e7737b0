package dev.parley.orchestrator;

import dev.parley.event.EventLog;
import dev.parley.event.Payload;
import dev.parley.event.StreamId;
import dev.parley.model.Code;
import dev.parley.model.IdSource;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.planning.Plan;
import dev.parley.safety.Limits;
import java.util.List;
import java.util.Optional;

/** What users may ask of runs, from whatever surface. Thread-safe. */
public final class RunService {

  private final EventLog log;
  private final Engine engine;
  private final RunViews views;
  private final IdSource ids;

  public RunService(EventLog log, Engine engine, RunViews views, IdSource ids) {
    this.log = log;
    this.engine = engine;
    this.views = views;
    this.ids = ids;
  }

  /**
   * Begins a run.
   *
   * @param known what is there before the first stage: {@code TranscriptRead}, {@code
   *     RequirementsDrafted} or {@code PlanDrafted}
   */
  public RunId start(RunRequest request, Payload known) {
    return start(request, known, Optional.empty());
  }

  /**
   * Begins a run as a part of something else.
   *
   * @param traceParent the span of what it is a part of, as W3C Trace Context writes it
   */
  public RunId start(RunRequest request, Payload known, Optional<String> traceParent) {
    var run = new RunId(ids.next());
    log.transact(transaction -> {
      var started = List.of(new RunPayload.RunStarted(request, traceParent));
      long version = transaction.append(StreamId.run(run), 0, started);
      transaction.append(StreamId.draft(run), 0, List.of(known));
      engine.enqueue(transaction, new Job.Draft(run));
      return version;
    });
    return run;
  }

  /** Lets a halted or interrupted run go on; one that has ended stays as it is. */
  public RunState resume(RunId run, Optional<Limits> limits, String by) {
    var state = status(run);
    if (state.ended().isEmpty()) {
      ask(run, new CommandPayload.ResumeAsked(limits, by));
    }
    return state;
  }

  /**
   * Runs that have not ended, oldest first. Their decisions alone are read: there may be many runs
   * in a store.
   */
  public static List<RunId> underWay(EventLog log) {
    return log.runs().stream().filter(run -> !hasEnded(log, run)).toList();
  }

  private static boolean hasEnded(EventLog log, RunId run) {
    boolean ended = false;
    for (var event : log.read(StreamId.run(run), 0)) {
      ended |= event.payload() instanceof RunPayload.RunEnded;
      ended &= !(event.payload() instanceof RunPayload.RunReopened);
    }
    return ended;
  }

  /** Carries a plan out although it may not fit the limits, which hold all the same. */
  public void acceptForecast(RunId run, String by) {
    ask(run, new CommandPayload.ForecastAccepted(by));
  }

  /**
   * The emergency stop: nothing new starts, and attempts are cut off where they are. A run that is
   * at rest stays as it is.
   *
   * @return whether there was anything to stop
   */
  public boolean stop(RunId run, String by) {
    if (status(run).atRest().isPresent()) {
      return false;
    }
    ask(run, new CommandPayload.StopAsked(by));
    return true;
  }

  /**
   * Lets nothing new start until somebody resumes the run, and what runs come to its end.
   *
   * @param now cuts off what runs; it is kept
   * @throws ProblemException UNKNOWN_RUN
   */
  public Reply pause(RunId run, boolean now, String by) {
    return want(run, new Control(status(run)).pause(now, by));
  }

  /**
   * Cancels a task or, without one, the whole run. What has landed stays.
   *
   * @throws ProblemException UNKNOWN_RUN, UNKNOWN_TASK
   */
  public Reply cancel(RunId run, Optional<TaskId> task, String by) {
    return want(run, new Control(status(run)).cancel(task, by));
  }

  /**
   * Tries a task again that failed or was cancelled, with fresh attempts; a run that had ended goes
   * on.
   *
   * @param hint what its agents should know, in the user's words; at most 4,000 characters
   * @throws ProblemException UNKNOWN_RUN, UNKNOWN_TASK, WRONG_STATE for a task that is neither,
   *     BAD_INPUT
   */
  public Reply retry(RunId run, TaskId task, Optional<String> hint, String by) {
    return want(run, new Control(status(run)).retry(task, hint, by));
  }

  /**
   * Says yes to the plan or, with a task, to its change.
   *
   * @param comment kept with the answer; at most 4,000 characters
   * @throws ProblemException UNKNOWN_RUN, UNKNOWN_TASK, WRONG_STATE if it does not wait for
   *     approval, BAD_INPUT
   */
  public Reply approve(RunId run, Optional<TaskId> task, Optional<String> comment, String by) {
    return want(run, new Control(status(run)).answer(task, true, Optional.empty(), comment, by));
  }

  /**
   * Says yes to another plan in place of the one that waits.
   *
   * @throws ProblemException as {@link #approve}
   */
  public Reply approvePlan(RunId run, Plan instead, Optional<String> comment, String by) {
    return want(
        run,
        new Control(status(run)).answer(Optional.empty(), true, Optional.of(instead), comment, by));
  }

  /**
   * Says no: to the plan, which ends the run, or to a task's change, which is tried again with the
   * comment as long as there are attempts left.
   *
   * @throws ProblemException as {@link #approve}
   */
  public Reply reject(RunId run, Optional<TaskId> task, Optional<String> comment, String by) {
    return want(run, new Control(status(run)).answer(task, false, Optional.empty(), comment, by));
  }

  /**
   * Puts another plan in place of the one that waits for approval; it waits in turn.
   *
   * @throws ProblemException UNKNOWN_RUN, WRONG_STATE if none waits
   */
  public Reply edit(RunId run, Plan instead, String by) {
    return want(run, new Control(status(run)).edit(instead, by));
  }

  private Reply want(RunId run, Control.Wanted wanted) {
    wanted.command().ifPresent(command -> ask(run, command));
    return wanted.reply();
  }

  /** Has a server carry the run out, now and whenever it goes on. */
  public void askService(RunId run, String by) {
    ask(run, new CommandPayload.ServiceAsked(by));
  }

  /**
   * Where a run stands.
   *
   * @throws ProblemException UNKNOWN_RUN
   */
  public RunState status(RunId run) {
    return views
        .of(run)
        .orElseThrow(() ->
            new ProblemException(
                new Problem(
                    Code.UNKNOWN_RUN,
                    "there is no run " + run,
                    "See the runs there are with: parley runs")));
  }

  private void ask(RunId run, CommandPayload command) {
    log.transact(transaction -> {
      long version = transaction.append(StreamId.commands(run), List.of(command));
      engine.enqueue(transaction, new Job.Tick(run, "commands:" + version));
      return version;
    });
  }
}
