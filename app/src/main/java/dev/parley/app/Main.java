package dev.parley.app;

import dev.parley.app.cli.Cli;
import dev.parley.app.run.Interrupts;
import dev.parley.app.terminal.Surroundings;

/** The entry point of the executable jar. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    int exitCode;
    try (var _ = Interrupts.ofThisThread()) {
      exitCode = Cli.run(Surroundings.ofProcess(), arguments);
    }
    System.exit(exitCode);
  }
}
