package dev.parley.app;

import dev.parley.app.cli.Cli;
import dev.parley.app.run.Interrupts;
import dev.parley.app.terminal.Surroundings;
import dev.parley.model.Code;
import java.io.PrintStream;
import java.util.function.IntSupplier;

/** The entry point of the executable jar. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(exitCode(() -> Cli.run(Surroundings.ofProcess(), arguments), System.err));
  }

  /** What is thrown past the commands says nothing of what was asked: 1 would be an answer. */
  static int exitCode(IntSupplier command, PrintStream err) {
    try (var _ = Interrupts.ofThisThread()) {
      return command.getAsInt();
    } catch (StackOverflowError | OutOfMemoryError e) {
      err.println("parley: this should not have happened: " + e);
      return Code.INTERNAL.exitCode();
    }
  }
}
