package dev.parley.app.cli;

import dev.parley.app.terminal.Surroundings;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;

/** All commands, put together. Nothing heavy is made before the command that needs it runs. */
public final class Cli {

  private static final List<Function<Surroundings, Object>> COMMANDS =
      List.of(
          DemoCommand::new,
          RunCommand::new,
          PlanCommand::new,
          ReviewCommand::new,
          MeetingCommand::new,
          RunsCommand::new,
          ShowCommand::new,
          LogsCommand::new,
          ResumeCommand::new,
          PauseCommand::new,
          CancelCommand::new,
          RetryCommand::new,
          ApproveCommand::new,
          RejectCommand::new,
          StopCommand::new,
          LimitsCommand::new,
          EstimateCommand::new,
          SimulateCommand::new,
          BenchCommand::new,
          ReportCommand::new,
          AnalyticsCommand::new,
          InsightsCommand::new,
          ServeCommand::new,
          AgentsCommand::new,
          DoctorCommand::new,
          TrustCommand::new);

  private Cli() {}

  /** A command that others stand under. */
  interface Subcommands {
    List<Object> subcommands();
  }

  /**
   * Carries out one command line.
   *
   * @return the process exit code
   */
  public static int run(Surroundings surroundings, String... arguments) {
    return commandLine(surroundings).execute(arguments);
  }

  /** The commands, for help and documentation. */
  public static CommandLine commandLine(Surroundings surroundings) {
    var root = new ParleyCommand();
    var line = new CommandLine(root);
    for (var command : COMMANDS) {
      var subcommand = new CommandLine(command.apply(surroundings));
      if (subcommand.getCommand() instanceof Subcommands more) {
        more.subcommands().forEach(subcommand::addSubcommand);
      }
      line.addSubcommand(subcommand);
    }
    var failures = new Failures(surroundings.err(), root);
    return line.setOut(surroundings.out())
        .setErr(surroundings.err())
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .setAbbreviatedSubcommandsAllowed(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                surroundings.coloured() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
  }
}
