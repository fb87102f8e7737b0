package dev.parley.app.wiring;

import dev.parley.adapters.linux.LinuxMachine;
import dev.parley.orchestrator.Conditions;
import dev.parley.orchestrator.Dispatch;
import dev.parley.orchestrator.RunState;
import dev.parley.scheduling.Conflicts;
import dev.parley.scheduling.MachineWatch;
import dev.parley.scheduling.Placement;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What would start now on this machine, for whoever asks from outside of the process that carries
 * the run out. How busy processors are is measured from its making on: make it early.
 */
public final class DispatchView {

  private final LinuxMachine machine;
  private final InstantSource clock;

  /**
   * @param home whose disk counts
   */
  public DispatchView(Path home, InstantSource clock) {
    this.machine = LinuxMachine.ofProcess(home);
    this.clock = clock;
  }

  /** Empty if nothing can start any more, or not yet. */
  public Optional<Placement> of(RunState run) {
    if (!run.adopted() || run.ended().isPresent()) {
      return Optional.empty();
    }
    var room = MachineConditions.room(new MachineWatch(machine, clock), run, clock);
    var now =
        new Conditions(
            clock.instant(), room.allowances(), Conflicts.UNKNOWN, Optional.empty(), true);
    return Optional.of(Dispatch.of(run, now));
  }
}
