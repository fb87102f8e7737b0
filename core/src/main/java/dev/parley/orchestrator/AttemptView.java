package dev.parley.orchestrator;

import dev.parley.agent.AgentPayload.Coded;
import dev.parley.attempt.AttemptPayload;
import dev.parley.attempt.AttemptState;
import dev.parley.event.Event;
import dev.parley.event.Payload;
import dev.parley.model.AttemptId;
import dev.parley.review.Verdict;
import dev.parley.verification.CheckReport;
import dev.parley.workspace.WorkspacePayload.Prepared;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One attempt as its stream tells it: the state, and what the stages found out.
 *
 * @param since when it entered its state; before it is picked, when it was started
 * @param position of its newest event in the log
 * @param version of its stream
 * @param answered whether a model has answered it
 * @param effort of all workers that had it
 * @param report of the last verification
 * @param verdict of the last review
 */
public record AttemptView(
    AttemptId id,
    List<String> feedback,
    AttemptState state,
    Instant startedAt,
    Instant since,
    long position,
    long version,
    Effort effort,
    boolean answered,
    Optional<Prepared> prepared,
    Optional<Coded> coded,
    Optional<CheckReport> report,
    Optional<Verdict> verdict) {

  static AttemptView started(AttemptId id, List<String> feedback, Event event) {
    return new AttemptView(
        id,
        feedback,
        new AttemptState.Queued(),
        event.time(),
        event.time(),
        event.position(),
        0,
        Effort.none(event.time()),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A model or a tool was at work on it then. */
  AttemptView seen(Instant when) {
    return new AttemptView(
        id,
        feedback,
        state,
        startedAt,
        since,
        position,
        version,
        effort.seen(when),
        true,
        prepared,
        coded,
        report,
        verdict);
  }

  AttemptView on(Event event) {
    Payload payload = event.payload();
    return switch (payload) {
      case AttemptPayload transition -> moved(state.on(transition), event);
      case Prepared fact -> with(event, Optional.of(fact), coded, report, verdict);
      case Coded fact -> with(event, prepared, Optional.of(fact), report, verdict);
      case dev.parley.verification.VerificationPayload.Verified(var fact) ->
          with(event, prepared, coded, Optional.of(fact), verdict);
      case dev.parley.review.ReviewPayload.Reviewed(var fact) ->
          with(event, prepared, coded, report, Optional.of(fact));
      default -> with(event, prepared, coded, report, verdict);
    };
  }

  private AttemptView moved(AttemptState to, Event event) {
    var entered = to.getClass() == state.getClass() ? since : event.time();
    var spent =
        event.payload() instanceof AttemptPayload.Picked
            ? effort.picked(event.time())
            : effort.seen(event.time());
    return new AttemptView(
        id,
        feedback,
        to,
        startedAt,
        entered,
        event.position(),
        event.version(),
        spent,
        answered,
        prepared,
        coded,
        report,
        verdict);
  }

  private AttemptView with(
      Event event,
      Optional<Prepared> newPrepared,
      Optional<Coded> newCoded,
      Optional<CheckReport> newReport,
      Optional<Verdict> newVerdict) {
    return new AttemptView(
        id,
        feedback,
        state,
        startedAt,
        since,
        event.position(),
        event.version(),
        effort.seen(event.time()),
        answered,
        newPrepared,
        newCoded,
        newReport,
        newVerdict);
  }
}
