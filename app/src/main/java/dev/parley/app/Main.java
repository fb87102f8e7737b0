package dev.parley.app;

import dev.parley.app.cli.Cli;
import dev.parley.app.run.Interrupts;
import dev.parley.app.terminal.Surroundings;
import dev.parley.model.Code;

/** The entry point of the executable jar. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    // What is thrown past the commands says nothing of what was asked: 1 would be an answer.
    int exitCode = Code.INTERNAL.exitCode();
    try (var _ = Interrupts.ofThisThread()) {
      exitCode = Cli.run(Surroundings.ofProcess(), arguments);
    } catch (StackOverflowError | OutOfMemoryError e) {
      System.err.println("parley: this should not have happened: " + e);
    }
    System.exit(exitCode);
  }
}
