package dev.parley.adapters.linux;

import dev.parley.process.Command;
import dev.parley.process.Completed;
import dev.parley.process.Confinement;
import dev.parley.process.ProcessRunner;

/**
 * Runs confined commands unconfined. Only for users who agreed to that: a command can then read
 * their keys and write all their files. It still sees only its own environment variables.
 */
public final class UnsandboxedRunner implements ProcessRunner {

  private final ProcessRunner processes;

  public UnsandboxedRunner(ProcessRunner processes) {
    this.processes = processes;
  }

  @Override
  public Completed run(Command command) {
    return processes.run(command.wrapped(command.argv(), Confinement.NONE));
  }
}
