package dev.parley.orchestrator;

import dev.parley.attempt.AttemptPayload.Ended;
import dev.parley.attempt.Outcome;
import dev.parley.event.StaleWriteException;
import dev.parley.model.AttemptId;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.orchestrator.Conductor.Equipment;
import dev.parley.workspace.Workspaces;
import java.time.Instant;
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

  private static final int KEEP_TRIES_MAX = 3;

  private final Equipment equipment;

  AttemptJob(Equipment equipment) {
    this.equipment = equipment;
  }

  void run(AttemptId id, Stages stages) {
    var writer =
        StreamWriter.takeOver(equipment, () -> find(id).filter(view -> view.state().running()));
    if (writer.isPresent()) {
      work(id, stages, writer.get());
    } else {
      // A worker that died after the last event had no time to give its worktree back.
      stages.verifier().release(Workspaces.leaseOf(id));
    }
  }

  private void work(AttemptId id, Stages stages, StreamWriter writer) {
    var state = equipment.views().of(id.run()).orElseThrow();
    var view = find(id).orElseThrow();
    var left = state.request().limits().maxExecutionTimePerTask().minus(view.effort().before());
    var deadline = equipment.clock().instant().plus(left);
    var pipeline = new AttemptPipeline(equipment, stages, state, view, writer, deadline);
    Optional<Outcome> outcome;
    try {
      outcome =
          view.effort().picks() > Effort.MAX_PICKS
              ? Optional.of(killsItsWorkers())
              : watched(pipeline, writer, deadline);
    } catch (StaleWriteException | ProblemException e) {
      boolean ended = find(id).filter(now -> now.state().running()).isEmpty();
      if (ended || e instanceof ProblemException) {
        keep(pipeline);
      }
      if (ended) {
        aside(() -> stages.verifier().release(Workspaces.leaseOf(id)));
      }
      throw e;
    }
    outcome.ifPresent(ended -> {
      keep(pipeline);
      writer.appendAndTick(new Ended(ended));
    });
    stages.verifier().release(Workspaces.leaseOf(id));
  }

  /**
   * With interrupts put aside, which would keep git from being run: the watch and the engine that
   * closes may both interrupt, one while this is under way for the other.
   */
  private static void keep(AttemptPipeline pipeline) {
    boolean interrupted = false;
    for (int tries = 0; tries < KEEP_TRIES_MAX; tries++) {
      interrupted |= Thread.interrupted();
      if (pipeline.keepsWhatThereIs()) {
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** With interrupts put aside: what is not given back now is in the way of later runs. */
  private static void aside(Runnable work) {
    boolean interrupted = Thread.interrupted();
    try {
      work.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** How the pipeline ended, whichever way it came out; empty if the attempt was approved. */
  private Optional<Outcome> watched(
      AttemptPipeline pipeline, StreamWriter writer, Instant deadline) {
    var watch =
        Watch.over(equipment.log(), writer.fence(), equipment.clock(), deadline, equipment.pause());
    try {
      return pipeline.run();
    } catch (ProblemException e) {
      return Optional.of(afterProblem(e, watch.verdict()));
    } catch (StaleWriteException e) {
      throw e;
    } catch (RuntimeException e) {
      return Optional.of(afterBug(e, watch.verdict()));
    } finally {
      watch.close();
    }
  }

  private Optional<AttemptView> find(AttemptId id) {
    return equipment.views().of(id.run()).flatMap(state -> state.current(id));
  }

  private static Outcome afterProblem(ProblemException e, Watch.Verdict watched) {
    var problem = e.problem();
    if (watched != Watch.Verdict.NONE) {
      return cutShort(watched);
    }
    if (problem.code() == Code.INTERRUPTED) {
      throw e;
    }
    logger.atInfo().addKeyValue("code", problem.code()).log("attempt met a problem");
    return Outcome.after(problem);
  }

  /** A bug of ours ends the attempt, not the run, and never loops. */
  private static Outcome afterBug(RuntimeException e, Watch.Verdict watched) {
    if (watched != Watch.Verdict.NONE) {
      return cutShort(watched);
    }
    logger.atError().setCause(e).log("attempt broke");
    return new Outcome.Failed(Bug.problem(e));
  }

  private static Outcome killsItsWorkers() {
    return new Outcome.Failed(
        new Problem(
            Code.AGENT_FAILED,
            "%d workers died or were interrupted while on it".formatted(Effort.MAX_PICKS),
            ""));
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
