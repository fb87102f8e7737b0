package dev.parley.app.wiring;

import dev.parley.adapters.linux.LinuxMachine;
import dev.parley.orchestrator.Dispatch;
import dev.parley.orchestrator.RunState;
import dev.parley.safety.Ledger;
import dev.parley.scheduling.MachineWatch;
import dev.parley.scheduling.Placement;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What would start now on this machine, for whoever asks from outside of the process that carries
 * the run out. How busy processors are is measured from its making on: make it early. What waits
 * for a provider is known to that process alone.
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
  public Optional<Placement> of(RunState run, Ledger ledger) {
    if (!run.adopted() || run.ended().isPresent()) {
      return Optional.empty();
    }
    var means =
        new LiveConditions.Means(new MachineWatch(machine, clock), ledger, _ -> 0, List::of, clock);
    return Optional.of(Dispatch.of(run, new LiveConditions(means, (_, _) -> {}).of(run)));
  }
}
