package dev.parley.analytics.trace;

import dev.parley.analytics.OutcomeNames;
import dev.parley.analytics.Stage;
import dev.parley.attempt.AttemptPayload;
import dev.parley.attempt.Outcome;
import dev.parley.llm.Role;
import dev.parley.model.AttemptId;
import dev.parley.model.ModelName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One attempt on its way. A stage that a second worker takes up again is the same stage, from when
 * the first began it.
 */
final class AttemptTrace {

  private final AttemptId id;
  private final TraceIds ids;
  private final String parent;
  private final Instant started;
  private @Nullable Stage stage;
  private Instant since;
  private boolean begun;
  private @Nullable Instant integrating;
  private String summary = "";

  AttemptTrace(AttemptId id, TraceIds ids, String parent, Instant started) {
    this.id = id;
    this.ids = ids;
    this.parent = parent;
    this.started = started;
    this.since = started;
  }

  void summary(String text) {
    summary = text;
  }

  /** The stage that this ends; empty if it ends none. */
  Optional<TraceSpan> on(AttemptPayload moved, Instant now) {
    return switch (moved) {
      case AttemptPayload.Picked _ -> picked(now);
      case AttemptPayload.CodingStarted _ -> enter(Stage.CODE, now);
      case AttemptPayload.VerifyingStarted _ -> enter(Stage.VERIFY, now);
      case AttemptPayload.ReviewingStarted _ -> enter(Stage.REVIEW, now);
      case AttemptPayload.Approved _ -> leave(now, Optional.empty());
      case AttemptPayload.IntegrationStarted _ -> {
        if (integrating != null) {
          yield Optional.empty();
        }
        integrating = now;
        yield enter(Stage.INTEGRATE, now);
      }
      case AttemptPayload.Ended(var outcome) -> leave(now, error(outcome));
    };
  }

  /** By its first worker, or by one that takes it over, or to be integrated. */
  private Optional<TraceSpan> picked(Instant now) {
    if (begun) {
      return Optional.empty();
    }
    begun = true;
    return enter(Stage.PREPARE, now);
  }

  private Optional<TraceSpan> enter(Stage next, Instant now) {
    var left = leave(now, Optional.empty());
    stage = next;
    return left;
  }

  private Optional<TraceSpan> leave(Instant now, Optional<String> error) {
    var left = Optional.ofNullable(stage).map(was -> span(was, now, error));
    stage = null;
    since = now;
    return left;
  }

  private TraceSpan span(Stage was, Instant now, Optional<String> error) {
    Map<String, Object> attributes = new TreeMap<>(Map.of("parley.stage", was.wireName()));
    if (was == Stage.CODE && !summary.isEmpty()) {
      attributes.put("parley.agent.summary", summary);
    }
    return new TraceSpan(
        ids.trace(),
        ids.stage(id, was),
        Optional.of(ids.attempt(id)),
        "parley." + was.wireName(),
        false,
        since,
        now,
        attributes,
        error);
  }

  /**
   * The whole of it; after {@link #on} has seen its end.
   *
   * @param title empty to leave it out
   */
  TraceSpan ended(Outcome outcome, String agent, @Nullable ModelName model, String title) {
    Map<String, Object> attributes = new TreeMap<>();
    attributes.put(GenAi.OPERATION, "invoke_agent");
    attributes.put(GenAi.AGENT, agent);
    if (model != null) {
      attributes.put(GenAi.PROVIDER, GenAi.provider(model));
      attributes.put(GenAi.MODEL, model.model());
    }
    attributes.put("parley.task.id", id.task().value());
    attributes.put("parley.attempt.number", (long) id.number());
    attributes.put("parley.attempt.outcome", OutcomeNames.of(outcome));
    if (!title.isEmpty()) {
      attributes.put("parley.task.title", title);
    }
    return new TraceSpan(
        ids.trace(),
        ids.attempt(id),
        Optional.of(parent),
        "invoke_agent " + agent,
        false,
        started,
        since,
        attributes,
        error(outcome));
  }

  /**
   * The stage in which a call was made. Calls come into the log a moment later than they end, so it
   * is not the stage of that moment.
   */
  String parentOf(Role role, Instant start) {
    boolean integrates = integrating != null && !start.isBefore(integrating);
    return switch (role) {
      case CODING -> ids.stage(id, Stage.CODE);
      case REVIEW -> ids.stage(id, integrates ? Stage.INTEGRATE : Stage.REVIEW);
      case REQUIREMENTS, PLANNING -> ids.attempt(id);
    };
  }

  private static Optional<String> error(Outcome outcome) {
    return outcome instanceof Outcome.Merged
        ? Optional.empty()
        : Optional.of(OutcomeNames.of(outcome));
  }
}
