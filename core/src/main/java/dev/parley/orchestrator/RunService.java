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
    return log.runs().stream()
        .filter(run ->
            log.read(StreamId.run(run), 0).stream()
                .noneMatch(event -> event.payload() instanceof RunPayload.RunEnded))
        .toList();
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
   * Cancels a task or, without one, the whole run. What has landed stays.
   *
   * @throws ProblemException UNKNOWN_TASK
   */
  public void cancel(RunId run, Optional<TaskId> task, String by) {
    var state = status(run);
    if (task.isPresent() && !state.tasks().containsKey(task.get())) {
      throw new ProblemException(
          new Problem(
              Code.UNKNOWN_TASK,
              "run " + run + " has no task " + task.get(),
              "See its tasks with: parley show " + run));
    }
    ask(run, new CommandPayload.CancelAsked(task, by));
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
