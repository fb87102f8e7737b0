package dev.parley.orchestrator;

import dev.parley.attempt.Outcome;
import dev.parley.event.Payload;
import dev.parley.model.AttemptId;
import dev.parley.model.Problem;
import dev.parley.model.TaskId;
import dev.parley.planning.CodingTask;
import dev.parley.planning.Extension;
import dev.parley.planning.Plan;
import dev.parley.safety.Limits;
import java.util.List;
import java.util.Optional;

/** The decisions of a run. Written by its tick alone (the first by whoever starts the run). */
public sealed interface RunPayload extends Payload {

  /**
   * Its beginning.
   *
   * @param traceParent the span that the run is a part of, as W3C Trace Context writes it; empty if
   *     there is none
   */
  record RunStarted(RunRequest request, Optional<String> traceParent) implements RunPayload {

    /** A run that is nobody's part. */
    public RunStarted(RunRequest request) {
      this(request, Optional.empty());
    }
  }

  /**
   * The requirements of a live meeting are to be written anew.
   *
   * @param number of the draft, from 1
   */
  record ListeningDue(int number) implements RunPayload {}

  /** The plan holds from now on. */
  record PlanAdopted(Plan plan) implements RunPayload {}

  /** Further tasks hold from now on, beside those that held before. */
  record ExtensionAdopted(Extension extension) implements RunPayload {}

  /**
   * A live meeting took back what a task was for.
   *
   * @param reason in words
   * @param undo the task that takes its change back; empty if none had landed
   */
  record TaskWithdrawn(TaskId task, String reason, Optional<CodingTask> undo)
      implements RunPayload {}

  /**
   * A task was given a slot.
   *
   * @param feedback findings of the attempt before, for the agent
   */
  record AttemptStarted(AttemptId attempt, List<String> feedback) implements RunPayload {
    public AttemptStarted {
      feedback = List.copyOf(feedback);
    }
  }

  /** It is this attempt's turn to be integrated. */
  record IntegrationQueued(AttemptId attempt) implements RunPayload {}

  /** No attempt will be made any more. */
  record TaskFailed(TaskId task, Outcome last, String reason) implements RunPayload {}

  /**
   * An attempt gave way so that the others can go on. What it has is kept, and it uses up no
   * attempt.
   *
   * @param reason what was short, in words
   */
  record AttemptDisplaced(AttemptId attempt, String reason) implements RunPayload {}

  record TaskCancelled(TaskId task, String by) implements RunPayload {}

  /**
   * Nothing new starts until somebody resumes.
   *
   * @param pause whether time alone makes room again
   */
  record RunHalted(Problem problem, boolean pause) implements RunPayload {}

  record RunResumed(String by, Limits limits) implements RunPayload {}

  record RunEnded(RunOutcome outcome) implements RunPayload {}

  /** A run that had ended goes on, because somebody wants a task of it tried again. */
  record RunReopened(String by) implements RunPayload {}

  /**
   * A task that was closed is tried again, with as many attempts as a new one.
   *
   * @param hint what its agents should know, in the user's words
   */
  record TaskReopened(TaskId task, Optional<String> hint, String by) implements RunPayload {}

  /** Something a person has a say in. */
  sealed interface Consent extends RunPayload {}

  /**
   * From here on a person is waited for.
   *
   * @param attempt whose change is to be approved; empty for the plan
   * @param paths protected ones that the change touches
   */
  record ApprovalRequested(Optional<AttemptId> attempt, String reason, List<String> paths)
      implements Consent {
    public ApprovalRequested {
      paths = List.copyOf(paths);
    }
  }

  /** The person has answered. */
  record ApprovalDecided(
      Optional<AttemptId> attempt, boolean approved, Optional<String> comment, String by)
      implements Consent {}

  /** This plan takes the place of the one that waits for approval. */
  record PlanEdited(Plan plan, String by) implements Consent {}
}
