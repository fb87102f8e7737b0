package dev.parley.orchestrator;

import dev.parley.attempt.AttemptPayload;
import dev.parley.event.EventLog;
import dev.parley.event.StaleWriteException;
import dev.parley.event.StreamId;
import dev.parley.event.Transaction;
import dev.parley.model.RunId;
import java.util.List;

/**
 * Looks at a run and decides: fold the log, ask {@link Decisions}, and append what it says together
 * with the work that follows. The only writer of the run's stream. Any number may run at once: the
 * expected version lets one win, and the others look again.
 */
public final class Tick {

  /** More rounds than any run has decisions at once; then the next tick goes on. */
  private static final int ROUNDS_MAX = 100_000;

  private final EventLog log;
  private final Engine engine;
  private final RunViews views;
  private final Decisions decisions;

  public Tick(EventLog log, Engine engine, RunViews views, Conditions.Source conditions) {
    this.log = log;
    this.engine = engine;
    this.views = views;
    this.decisions = new Decisions(conditions);
  }

  /** Decides all there is to decide now; does nothing for an unknown run. */
  public void run(RunId run) {
    for (int round = 0; round < ROUNDS_MAX; round++) {
      var state = views.of(run);
      if (state.isEmpty()) {
        return;
      }
      var due = decisions.next(state.get());
      if (due.isEmpty()) {
        return;
      }
      decide(state.get(), due);
    }
  }

  private void decide(RunState state, List<Decision> due) {
    var stream = StreamId.run(state.run());
    var payloads = due.stream().map(Decision::payload).toList();
    try {
      log.transact(transaction -> {
        long version = transaction.append(stream, state.version(), payloads);
        for (var decision : due) {
          decision.cutOff().ifPresent(cutOff -> cutOff(transaction, cutOff));
          decision.job().ifPresent(job -> engine.enqueue(transaction, job));
        }
        return version;
      });
    } catch (StaleWriteException e) {
      // Another tick decided first; the next round sees what it said.
    }
  }

  private static void cutOff(Transaction transaction, Decision.CutOff cutOff) {
    for (var attempt : cutOff.attempts()) {
      var fence = transaction.raiseEpoch(StreamId.attempt(attempt));
      var ended = new AttemptPayload.Ended(cutOff.outcome());
      transaction.append(fence, List.of(ended));
    }
  }
}
