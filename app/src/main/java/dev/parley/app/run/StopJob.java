package dev.parley.app.run;

import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.app.files.Places;
import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Surroundings;
import dev.parley.app.wiring.ThreadPause;
import dev.parley.llm.Pause;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.orchestrator.RunService;
import dev.parley.orchestrator.RunState;
import dev.parley.orchestrator.RunViews;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * {@code parley stop}: ends all that runs on this home, at once. Three ways at a time, so that one
 * of them works: each process sees the file STOP, each run is told in the store, and what agents
 * have started is killed from here if it outlives that.
 */
public final class StopJob {

  private static final Duration INTERVAL = Duration.ofMillis(50);

  private static final Duration LAST_GRACE = Duration.ofSeconds(6);

  private final Surroundings surroundings;
  private final Places places;
  private final Workers workers;
  private final Pause pause = new ThreadPause();

  public StopJob(Surroundings surroundings) {
    Logging.quiet();
    this.surroundings = surroundings;
    this.places = Places.of(surroundings.environment());
    this.workers = new Workers(places);
  }

  /**
   * Stops everything and lets runs be begun again afterwards.
   *
   * @return the exit code: 0 if nothing is left running
   */
  public int stop() {
    var out = surroundings.out();
    if (!Files.isDirectory(places.home())) {
      out.println("nothing has ever run here");
      return 0;
    }
    boolean pulledBefore = Files.exists(EmergencyStop.file(places));
    pull();
    try {
      var before = workers.living();
      var runs = new CopyOnWriteArrayList<RunId>();
      // A store that is held by somebody must not keep the stop from working.
      var telling = Thread.ofPlatform().daemon().name("telling runs").start(() -> tellRuns(runs));
      boolean orderly = allEnded(EmergencyStop.GRACE);
      OsProcessRunner.killOwnedBy(before);
      boolean ended = orderly || allEnded(LAST_GRACE) || killed(before);
      workers.clear();
      telling.join(LAST_GRACE);
      runs.forEach(run -> out.println("stopped " + run + "; go on with: parley resume " + run));
      out.println(
          ended
              ? "%d Parley processes ended, and all they had started".formatted(before.size())
              : "could not end: " + workers.living());
      out.flush();
      return ended ? 0 : 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Code.INTERRUPTED.exitCode();
    } finally {
      if (!pulledBefore) {
        EmergencyStop.release(places);
      }
    }
  }

  /** A process that neither ends nor dies of the file is ended from here; its work is kept. */
  private boolean killed(Set<String> before) {
    before.forEach(
        owner -> OsProcessRunner.process(owner).ifPresent(ProcessHandle::destroyForcibly));
    OsProcessRunner.killOwnedBy(before);
    return allEnded(LAST_GRACE);
  }

  private boolean allEnded(Duration within) {
    for (long round = within.dividedBy(INTERVAL); round > 0; round--) {
      if (workers.living().isEmpty()) {
        return true;
      }
      pause.waitFor(INTERVAL);
    }
    return workers.living().isEmpty();
  }

  /** A home that cannot be written to must not keep the stop from working either. */
  private void pull() {
    try {
      EmergencyStop.pull(places);
    } catch (UncheckedIOException e) {
      surroundings.err().println("parley: warning: no file STOP: " + e.getMessage());
    }
  }

  /** Adds the runs that stand stopped then. */
  private void tellRuns(Collection<RunId> stopped) {
    try (var store = StoreAccess.open(places, surroundings.environment());
        var desk = new Desk(store, new RunViews(store.eventLog()))) {
      for (var run : RunService.underWay(store.eventLog())) {
        boolean asked = desk.runs().stop(run, surroundings.user());
        desk.decide(run);
        // Its own process may have seen the file before it was asked here.
        if (asked || desk.runs().status(run).halt().filter(RunState.Halt::emergency).isPresent()) {
          stopped.add(run);
        }
      }
    } catch (ProblemException e) {
      surroundings.err().println("parley: warning: " + Plain.lines(e.problem().message()));
    } catch (RuntimeException e) {
      surroundings.err().println("parley: warning: the runs could not be told: " + e.getMessage());
    }
  }
}
