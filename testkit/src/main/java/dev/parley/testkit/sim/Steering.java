package dev.parley.testkit.sim;

import dev.parley.event.EventLog;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.Conditions;
import dev.parley.orchestrator.Engine;
import dev.parley.orchestrator.RunService;
import dev.parley.orchestrator.RunState;
import dev.parley.orchestrator.RunViews;
import dev.parley.orchestrator.TaskView;
import dev.parley.orchestrator.Tick;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Users who take part in a run: they pause it, have tasks tried again or cancelled, and answer what
 * waits for approval, sensibly or not, between its jobs and in the middle of them, from a process
 * of their own. From a seed.
 */
final class Steering {

  /** After that they have had enough, so that the run can end. */
  private static final int DEEDS_MAX = 40;

  private static final String BY = "simulation";

  private final RunId run;
  private final double share;
  private final Random random;
  private final RunViews views;
  private final RunService service;
  private final Tick tick;
  private int deeds;

  /**
   * @param share of opportunities that are taken, 0 to 1
   */
  Steering(EventLog log, Engine engine, RunId run, double share, long seed) {
    this.run = run;
    this.share = share;
    this.random = new Random(seed ^ 0x57ee);
    this.views = new RunViews(log);
    this.service = new RunService(log, engine, views, () -> "unused");
    this.tick = new Tick(log, engine, views, Conditions.Source.UNLIMITED);
  }

  /** Does something, or nothing. */
  void perhaps() {
    if (deeds >= DEEDS_MAX || random.nextDouble() >= share) {
      return;
    }
    deeds++;
    switch (random.nextInt(6)) {
      case 0 -> wish(() -> service.pause(run, random.nextBoolean(), BY));
      case 1 -> wish(() -> service.resume(run, Optional.empty(), BY));
      case 2 -> task(false).ifPresent(id -> wish(() -> service.cancel(run, Optional.of(id), BY)));
      case 3 ->
          task(true).ifPresent(id -> wish(() -> service.retry(run, id, Optional.of("hint"), BY)));
      default -> answer(random.nextInt(3) == 0);
    }
    if (random.nextBoolean()) {
      tick.run(run);
    }
  }

  /** Lets a run go on that waits for somebody. */
  void goOn() {
    answer(false);
    var _ = service.resume(run, Optional.empty(), BY);
    tick.run(run);
  }

  /** Whether the run has come to its end. */
  boolean ended() {
    return state().ended().isPresent();
  }

  private void answer(boolean no) {
    for (var approval : state().awaited()) {
      var task = approval.attempt().map(attempt -> attempt.task());
      boolean rejects = no && task.isPresent();
      wish(() ->
          rejects
              ? service.reject(run, task, Optional.of("no"), BY)
              : service.approve(run, task, Optional.empty(), BY));
    }
  }

  /** What does not fit where the run stands is refused, and must change nothing. */
  private void wish(Supplier<?> wish) {
    long before = state().position();
    try {
      var _ = wish.get();
    } catch (ProblemException refused) {
      if (state().position() != before) {
        throw new IllegalStateException("refused, but written down", refused);
      }
    }
  }

  /** Any; one that was closed, if wanted and if there is one. */
  private Optional<TaskId> task(boolean closed) {
    var tasks = state().tasks();
    var closedOnes = tasks.keySet().stream().filter(id -> isClosed(tasks.get(id))).toList();
    var ids = closed && !closedOnes.isEmpty() ? closedOnes : List.copyOf(tasks.keySet());
    return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(random.nextInt(ids.size())));
  }

  private static boolean isClosed(@Nullable TaskView task) {
    return task != null && task.closed().isPresent();
  }

  private RunState state() {
    return views.of(run).orElseThrow();
  }
}
