package dev.parley.orchestrator;

import dev.parley.attempt.AttemptPayload.Approved;
import dev.parley.attempt.AttemptPayload.Ended;
import dev.parley.attempt.AttemptPayload.IntegrationStarted;
import dev.parley.attempt.AttemptState;
import dev.parley.attempt.Outcome;
import dev.parley.event.StaleWriteException;
import dev.parley.integration.Change;
import dev.parley.integration.Integrator;
import dev.parley.llm.CallContext;
import dev.parley.model.AttemptId;
import dev.parley.model.ProblemException;
import dev.parley.orchestrator.Conductor.Equipment;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lands one approved attempt, fenced: whoever integrates holds the attempt's epoch. */
final class IntegrateJob {

  private static final Logger logger = LoggerFactory.getLogger(IntegrateJob.class);

  private final Equipment equipment;

  IntegrateJob(Equipment equipment) {
    this.equipment = equipment;
  }

  void run(AttemptId id, Stages stages) {
    var grasp =
        StreamWriter.takeOver(
            equipment, () -> find(id).filter(view -> approvedIn(view.state()).isPresent()));
    if (grasp.isEmpty()) {
      return;
    }
    var writer = grasp.get();
    writer.append(new IntegrationStarted());
    var state = equipment.views().of(id.run()).orElseThrow();
    var task = Objects.requireNonNull(state.tasks().get(id.task()));
    var view = find(id).orElseThrow();
    var change = change(state, task, view, approvedIn(view.state()).orElseThrow(), writer);
    Outcome outcome;
    try {
      outcome = stages.integrator().integrate(change, writer::append, writer::check);
    } catch (ProblemException e) {
      outcome =
          switch (e.problem().code()) {
            case INTERRUPTED -> throw e;
            case MODEL_UNAVAILABLE -> new Outcome.ReviewUnavailable(e.problem().message());
            default -> Outcome.after(e.problem());
          };
    } catch (StaleWriteException e) {
      throw e;
    } catch (RuntimeException e) {
      logger.atError().setCause(e).log("integration broke");
      outcome = new Outcome.Failed(Bug.problem(e));
    }
    stages.verifier().release(Integrator.lease(id.run()));
    writer.appendAndTick(new Ended(outcome));
  }

  private Optional<AttemptView> find(AttemptId id) {
    return equipment.views().of(id.run()).flatMap(state -> state.current(id));
  }

  private static Optional<Approved> approvedIn(AttemptState state) {
    return switch (state) {
      case AttemptState.Gated(var approved) -> Optional.of(approved);
      case AttemptState.Integrating(var approved) -> Optional.of(approved);
      case AttemptState.Queued _,
          AttemptState.Preparing _,
          AttemptState.Coding _,
          AttemptState.Verifying _,
          AttemptState.Reviewing _,
          AttemptState.Ended _ ->
          Optional.empty();
    };
  }

  private static Change change(
      RunState state, TaskView task, AttemptView view, Approved approved, StreamWriter writer) {
    var coded = view.coded().orElseThrow();
    var request = state.request();
    return new Change(
        view.id(),
        task.task(),
        approved,
        coded.commit(),
        request.base(),
        request.author(),
        coded.summary(),
        request.allowUnverified(),
        new CallContext(state.run(), Optional.of(view.id()), writer.fence()));
  }
}
