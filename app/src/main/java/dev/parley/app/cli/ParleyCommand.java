package dev.parley.app.cli;

import dev.parley.app.run.Logging;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code parley} itself. */
@Command(
    name = "parley",
    description = "Turns a meeting into verified, reviewed commits.",
    versionProvider = ParleyCommand.Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.LOCAL,
    exitCodeList = {
      "0:all tasks merged",
      "1:some were not",
      "2:wrong usage or input",
      "3:stopped or paused by a limit",
      "4:the environment lacks something",
      "130:interrupted; go on with 'parley resume'"
    },
    exitCodeListHeading = "%nExit codes:%n",
    commandListHeading = "%nCommands:%n")
final class ParleyCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Log more, and show where a failure comes from.")
  void setDebug(boolean wanted) {
    debug = wanted;
    Logging.debug(wanted);
  }

  private boolean debug;

  boolean debug() {
    return debug;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }

  /** As the jar's manifest says. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      var version = ParleyCommand.class.getPackage().getImplementationVersion();
      return new String[] {"parley " + (version == null ? "(not built)" : version)};
    }
  }
}
