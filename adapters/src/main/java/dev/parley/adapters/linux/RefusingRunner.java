package dev.parley.adapters.linux;

import dev.parley.model.Problem;
import dev.parley.process.Command;
import dev.parley.process.Completed;
import dev.parley.process.ProcessRunner;

/** Refuses confined commands where nothing can confine them. */
final class RefusingRunner implements ProcessRunner {

  private final ProcessRunner processes;
  private final Problem noSandbox;

  RefusingRunner(ProcessRunner processes, Problem noSandbox) {
    this.processes = processes;
    this.noSandbox = noSandbox;
  }

  @Override
  public Completed run(Command command) {
    if (command.confinement().confined()) {
      throw noSandbox.raise();
    }
    return processes.run(command);
  }
}
