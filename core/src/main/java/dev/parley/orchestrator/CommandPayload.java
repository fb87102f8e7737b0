package dev.parley.orchestrator;

import dev.parley.event.Payload;
import dev.parley.model.TaskId;
import dev.parley.planning.Plan;
import dev.parley.safety.Limits;
import java.util.Optional;

/** What users ask of a run while it lives. Anyone may append; the tick decides. */
public sealed interface CommandPayload extends Payload {

  /**
   * @param task empty for the whole run
   */
  record CancelAsked(Optional<TaskId> task, String by) implements CommandPayload {}

  /**
   * @param limits new ones; empty to go on with those in force
   */
  record ResumeAsked(Optional<Limits> limits, String by) implements CommandPayload {}

  /** The failures counted so far shall not stop the run any more. */
  record BreakerReset(String by) implements CommandPayload {}

  /** Everything shall stop at once; what is cut off is kept. */
  record StopAsked(String by) implements CommandPayload {}

  /** A server shall carry the run out, whoever began it. */
  record ServiceAsked(String by) implements CommandPayload {}

  /**
   * Nothing new shall start.
   *
   * @param now whether what runs is cut off and kept, instead of being let end
   */
  record PauseAsked(boolean now, String by) implements CommandPayload {}

  /**
   * A task that failed or was cancelled shall be tried again.
   *
   * @param hint what its agent should know, in the user's words
   */
  record RetryAsked(TaskId task, Optional<String> hint, String by) implements CommandPayload {}

  /** What is said to something that waits for approval; the first answer counts. */
  sealed interface Answer extends CommandPayload {

    /** Where in the log the approval was asked for: an answer to anything else is void. */
    long asked();
  }

  /**
   * Somebody says yes or no to what waits for approval.
   *
   * @param task whose change is meant; empty for the plan
   * @param asked where in the log the approval was asked for
   * @param plan to be carried out in place of the one that waits
   */
  record ApprovalAnswered(
      Optional<TaskId> task,
      long asked,
      boolean approved,
      Optional<Plan> plan,
      Optional<String> comment,
      String by)
      implements Answer {}

  /**
   * Another plan shall wait for approval in place of the one that does.
   *
   * @param asked where in the log that one's approval was asked for
   */
  record PlanEditAsked(long asked, Plan plan, String by) implements Answer {}

  /** The plan shall be carried out although it may not fit the limits. */
  record ForecastAccepted(String by) implements CommandPayload {}
}
