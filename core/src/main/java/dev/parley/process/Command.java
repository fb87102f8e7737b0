package dev.parley.process;

import static dev.parley.model.Require.require;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A child process to run.
 *
 * @param argv program and arguments
 * @param environment everything the child sees; nothing is inherited. The runner adds one variable
 *     of its own, by which it finds the child's descendants
 * @param stdin text written to it, then closed; empty for none
 * @param timeout after which its whole tree is killed
 * @param outputLimitBytes of standard output and error together; what is longer loses its middle
 * @param encoding of its input and output. ISO 8859-1 carries bytes unchanged, one in each char
 */
public record Command(
    List<String> argv,
    Path folder,
    Map<String, String> environment,
    String stdin,
    Duration timeout,
    int outputLimitBytes,
    Confinement confinement,
    Charset encoding) {

  public Command {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    require(!argv.isEmpty(), "argv is empty");
    require(timeout.isPositive(), "timeout must be positive: %s", timeout);
    require(outputLimitBytes > 0, "outputLimitBytes must be positive: %d", outputLimitBytes);
  }

  /** A command that speaks UTF-8. */
  public Command(
      List<String> argv,
      Path folder,
      Map<String, String> environment,
      String stdin,
      Duration timeout,
      int outputLimitBytes,
      Confinement confinement) {
    this(
        argv,
        folder,
        environment,
        stdin,
        timeout,
        outputLimitBytes,
        confinement,
        StandardCharsets.UTF_8);
  }

  /** The same with other arguments and confinement: what a runner that wraps another hands on. */
  public Command wrapped(List<String> newArgv, Confinement newConfinement) {
    return new Command(
        newArgv, folder, environment, stdin, timeout, outputLimitBytes, newConfinement, encoding);
  }
}
