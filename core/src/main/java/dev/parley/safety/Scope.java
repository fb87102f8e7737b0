package dev.parley.safety;

import dev.parley.model.AttemptId;
import dev.parley.model.ModelName;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a call is booked under. Each call belongs to several scopes at once and is booked under all
 * of them in one transaction, so that children always sum to their parent: attempts to their task,
 * runs to their meeting, and models as well as meetings to the whole.
 */
public sealed interface Scope {

  /** A scope with a sum of its own that is kept for ever. */
  sealed interface Standing extends Scope {

    /** Unique among all scopes; stored, so it never changes. */
    String key();
  }

  /** What still counts at one moment: time passes, and its sum falls by itself. */
  sealed interface Window extends Scope {}

  /** One run. */
  record Run(RunId run) implements Standing {
    @Override
    public String key() {
      return "run:" + run;
    }
  }

  /**
   * One meeting.
   *
   * @param id that of the run that reads it: a run reads exactly one meeting
   */
  record Meeting(String id) implements Standing {
    @Override
    public String key() {
      return "meeting:" + id;
    }
  }

  /** All attempts at one task. */
  record Task(RunId run, TaskId task) implements Standing {
    @Override
    public String key() {
      return "task:" + run + "/" + task;
    }
  }

  /** One attempt. */
  record Attempt(AttemptId attempt) implements Standing {
    @Override
    public String key() {
      return "attempt:" + attempt;
    }
  }

  /** One model, over all runs. */
  record Model(ModelName model) implements Standing {
    @Override
    public String key() {
      return "model:" + model;
    }
  }

  /** All runs: what counts against the requests of an hour. */
  record LastHour() implements Window {}

  /** All runs: what counts against the money and tokens of a day. */
  record LastDay() implements Window {}

  /** Every standing scope of a call: three before there are tasks, five after. */
  static List<Standing> of(RunId run, ModelName model, Optional<AttemptId> attempt) {
    var scopes = new ArrayList<Standing>();
    scopes.add(new Run(run));
    scopes.add(meetingOf(run));
    scopes.add(new Model(model));
    attempt.ifPresent(one -> {
      scopes.add(new Task(one.run(), one.task()));
      scopes.add(new Attempt(one));
    });
    return List.copyOf(scopes);
  }

  /** Every standing scope of a call that is asked for. */
  static List<Standing> of(Ledger.Ask ask) {
    return of(ask.context().run(), ask.model(), ask.context().attempt());
  }

  /** The meeting a run reads. */
  static Meeting meetingOf(RunId run) {
    return new Meeting(run.value());
  }
}
