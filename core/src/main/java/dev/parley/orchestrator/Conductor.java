package dev.parley.orchestrator;

import dev.parley.event.EventLog;
import dev.parley.event.StaleWriteException;
import dev.parley.llm.Pause;
import dev.parley.model.RunId;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the jobs an {@link Engine} hands it. Thread-safe. */
public final class Conductor implements Engine.Handler {

  private static final Logger logger = LoggerFactory.getLogger(Conductor.class);

  private final RunViews views;
  private final Tick tick;
  private final DraftJob draft;
  private final ListenJob listen;
  private final AttemptJob attempt;
  private final IntegrateJob integrate;
  private final Stages.Factory factory;
  private final ConcurrentHashMap<RunId, Stages> stages = new ConcurrentHashMap<>();

  /**
   * What the conductor works with.
   *
   * @param worker names this process in the log
   */
  public record Equipment(
      EventLog log,
      Engine engine,
      RunViews views,
      Telemetry telemetry,
      Stages.Factory stages,
      Conditions.Source conditions,
      InstantSource clock,
      Pause pause,
      String worker) {}

  public Conductor(Equipment equipment) {
    this.views = equipment.views();
    this.tick = new Tick(equipment.log(), equipment.engine(), views, equipment.conditions());
    this.draft = new DraftJob(equipment.log(), equipment.engine(), views, equipment.worker());
    this.listen = new ListenJob(equipment.log(), equipment.engine(), views, equipment.worker());
    this.attempt = new AttemptJob(equipment);
    this.integrate = new IntegrateJob(equipment);
    this.factory = equipment.stages();
  }

  @Override
  public void run(Job job) {
    try {
      switch (job) {
        case Job.Tick(var run, _) -> tick.run(run);
        case Job.Draft(var run, _) -> draft.run(run, stagesOf(run));
        case Job.Listen listening -> listen.run(listening, stagesOf(listening.run()));
        case Job.Attempt(var id) -> attempt.run(id, stagesOf(id.run()));
        case Job.Integrate(var id) -> integrate.run(id, stagesOf(id.run()));
      }
    } catch (StaleWriteException e) {
      // Another worker holds the stream now and goes on with the job; nothing of ours was kept.
      logger.atInfo().addKeyValue("job", job.toString()).log("gave way to another worker");
    }
  }

  /**
   * The stages of a run, wired when first asked for. Ask before serving the run, so that what the
   * environment lacks is said at once.
   *
   * @throws dev.parley.model.ProblemException as {@link Stages.Factory#of}
   */
  public Stages stagesOf(RunId run) {
    return stages.computeIfAbsent(run, id -> factory.of(id, views.of(id).orElseThrow().request()));
  }
}
