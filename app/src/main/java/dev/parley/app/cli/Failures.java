package dev.parley.app.cli;

import dev.parley.app.config.Nearest;
import dev.parley.app.terminal.Plain;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong and what to do, without a stack trace unless asked for. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private final PrintWriter err;
  private final ParleyCommand root;

  Failures(PrintWriter err, ParleyCommand root) {
    this.err = err;
    this.root = root;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    var problem = problemOf(failure);
    print(err, problem);
    if (root.debug()) {
      failure.printStackTrace(err);
    }
    err.flush();
    return problem.code().exitCode();
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    var line = failure.getCommandLine();
    var command = line.getCommandSpec().qualifiedName();
    print(
        err,
        new Problem(
            Code.BAD_USAGE,
            String.valueOf(failure.getMessage()),
            suggestion(failure) + "See: " + command + " --help"));
    err.flush();
    return Code.BAD_USAGE.exitCode();
  }

  private static String suggestion(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      var written = unmatched.getUnmatched().getFirst();
      var spec = failure.getCommandLine().getCommandSpec();
      var known =
          written.startsWith("-") ? spec.optionsMap().keySet() : spec.subcommands().keySet();
      return Nearest.to(written, known).map(nearest -> "Did you mean " + nearest + "? ").orElse("");
    }
    return "";
  }

  /** A problem as every command shows it. */
  static void print(PrintWriter err, Problem problem) {
    err.println("parley: " + Plain.lines(problem.message()));
    if (!problem.remedy().isBlank()) {
      Plain.lines(problem.remedy()).lines().forEach(line -> err.println("  " + line));
    }
  }

  private static Problem problemOf(Exception failure) {
    if (failure instanceof ProblemException known) {
      return known.problem();
    }
    String what = failure.getMessage() == null ? failure.getClass().getName() : failure.toString();
    return new Problem(
        Code.INTERNAL,
        "this should not have happened: " + what,
        "Run it again with --debug, and report what that shows.");
  }
}
