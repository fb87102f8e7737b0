package dev.parley.orchestrator;

import dev.parley.event.Event;
import dev.parley.event.EventLog;
import dev.parley.event.StreamId;
import dev.parley.event.Transaction;
import dev.parley.model.RunId;
import dev.parley.safety.LimitChange;
import dev.parley.safety.SafetyPayload.LimitsSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits for all runs, and the breaker of each. What is set here binds the next model call and the
 * next decision of every run that has not ended, and is where runs to come begin. Thread-safe.
 */
public final class LimitsService {

  private final EventLog log;
  private final Engine engine;
  private final RunViews views;

  public LimitsService(EventLog log, Engine engine, RunViews views) {
    this.log = log;
    this.engine = engine;
    this.views = views;
  }

  /** Every change made for all runs, oldest first. */
  public static List<Event> history(EventLog log) {
    return log.read(StreamId.limits(), 0);
  }

  /** The changes that hold for runs to come; a later one of a key follows an earlier one. */
  public static List<LimitChange> stored(EventLog log) {
    var changes = new ArrayList<LimitChange>();
    for (var event : history(log)) {
      if (event.payload() instanceof LimitsSet set) {
        changes.addAll(set.changes());
      }
    }
    return changes;
  }

  /**
   * Sets limits.
   *
   * @param changes at least one
   * @param by who, for the log
   * @return the runs it binds from now on
   */
  public List<RunId> set(List<LimitChange> changes, String by) {
    var set = new LimitsSet(changes, by);
    var runs = RunService.underWay(log);
    log.transact(transaction -> {
      long version = transaction.append(StreamId.limits(), List.of(set));
      runs.forEach(run -> tell(transaction, run, set));
      return version;
    });
    return runs;
  }

  /**
   * Makes every run forget the failures it has counted.
   *
   * @return the runs that had any
   */
  public List<RunId> resetBreakers(String by) {
    var runs =
        RunService.underWay(log).stream()
            .filter(run -> views.of(run).filter(state -> state.failures().inARow() > 0).isPresent())
            .toList();
    log.transact(transaction -> {
      runs.forEach(run -> tell(transaction, run, new CommandPayload.BreakerReset(by)));
      return runs.size();
    });
    return runs;
  }

  private void tell(Transaction transaction, RunId run, dev.parley.event.Payload command) {
    long version = transaction.append(StreamId.commands(run), List.of(command));
    engine.enqueue(transaction, new Job.Tick(run, "commands:" + version));
  }
}
