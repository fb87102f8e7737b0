package dev.parley.orchestrator;

import dev.parley.attempt.AttemptPayload.Ended;
import dev.parley.attempt.AttemptPayload.Picked;
import dev.parley.attempt.Outcome;
import dev.parley.event.StaleWriteException;
import dev.parley.event.StreamId;
import dev.parley.model.AttemptId;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.orchestrator.Conductor.Equipment;
import dev.parley.workspace.Workspaces;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt, from wherever its stream says it is up to its approval or its end. Every way out of
 * the {@link AttemptPipeline} becomes exactly one outcome, except that a worker which was
 * interrupted or overtaken leaves the attempt to whoever picks it next.
 */
final class AttemptJob {

  private static final Logger logger = LoggerFactory.getLogger(AttemptJob.class);

  private final Equipment equipment;

  AttemptJob(Equipment equipment) {
    this.equipment = equipment;
  }

  void run(AttemptId id, Stages stages) {
    var view = find(id);
    if (view.isEmpty() || !view.get().state().running()) {
      // A worker that died after the last event had no time to give its worktree back.
      stages.workspaces().release(Workspaces.leaseOf(id));
      return;
    }
    try {
      work(id, stages);
    } catch (StaleWriteException e) {
      if (find(id).filter(now -> now.state().running()).isEmpty()) {
        stages.workspaces().release(Workspaces.leaseOf(id));
      }
      throw e;
    }
  }

  private void work(AttemptId id, Stages stages) {
    var writer =
        StreamWriter.takeOver(
            equipment.log(),
            equipment.engine(),
            StreamId.attempt(id),
            epoch -> new Picked(epoch, equipment.worker()));
    var state = equipment.views().of(id.run()).orElseThrow();
    var limit = state.request().limits().maxExecutionTimePerTask();
    var deadline = equipment.clock().instant().plus(limit);
    var pipeline =
        new AttemptPipeline(equipment, stages, state, find(id).orElseThrow(), writer, deadline);
    Optional<Outcome> outcome;
    var watch =
        Watch.over(equipment.log(), writer.fence(), equipment.clock(), deadline, equipment.pause());
    try {
      outcome = pipeline.run();
    } catch (ProblemException e) {
      outcome = Optional.of(afterProblem(e, watch.verdict()));
    } catch (StaleWriteException e) {
      throw e;
    } catch (RuntimeException e) {
      outcome = Optional.of(afterBug(e, watch.verdict()));
    } finally {
      watch.close();
    }
    outcome.ifPresent(ended -> {
      pipeline.keepWhatThereIs();
      writer.appendAndTick(new Ended(ended));
    });
    stages.workspaces().release(Workspaces.leaseOf(id));
  }

  private Optional<AttemptView> find(AttemptId id) {
    return equipment
        .views()
        .of(id.run())
        .map(state -> state.tasks().get(id.task()))
        .flatMap(TaskView::last)
        .filter(attempt -> attempt.id().equals(id));
  }

  private static Outcome afterProblem(ProblemException e, Watch.Verdict watched) {
    var problem = e.problem();
    if (watched != Watch.Verdict.NONE) {
      return cutShort(watched);
    }
    return switch (problem.code()) {
      case INTERRUPTED -> throw e;
      case LIMIT_REACHED -> new Outcome.OverBudget(problem);
      case ENVIRONMENT_FAILED -> new Outcome.EnvironmentFailed(problem);
      default -> {
        logger.atInfo().addKeyValue("code", problem.code()).log("attempt failed");
        yield new Outcome.Failed(problem);
      }
    };
  }

  /** A bug of ours ends the attempt, not the run, and never loops. */
  private static Outcome afterBug(RuntimeException e, Watch.Verdict watched) {
    if (watched != Watch.Verdict.NONE) {
      return cutShort(watched);
    }
    logger.atError().setCause(e).log("attempt broke");
    return new Outcome.Failed(Bug.problem(e));
  }

  /** What an interrupt by the watch means. */
  private static Outcome cutShort(Watch.Verdict watched) {
    return switch (watched) {
      case TIMED_OUT -> new Outcome.TimedOut("max_execution_time_per_task passed");
      case LOST -> throw new StaleWriteException("the attempt was taken over or ended");
      case NONE ->
          new Outcome.Failed(new Problem(Code.INTERNAL, "interrupted for no known reason", ""));
    };
  }
}
