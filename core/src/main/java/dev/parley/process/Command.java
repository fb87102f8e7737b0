package dev.parley.process;

import static dev.parley.model.Require.require;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A child process to run.
 *
 * @param argv program and arguments
 * @param environment everything the child sees; nothing is inherited
 * @param stdin text written to it as UTF-8, then closed; empty for none
 * @param timeout after which its whole tree is killed
 * @param outputLimitBytes of standard output and error together; what is longer loses its middle
 */
public record Command(
    List<String> argv,
    Path folder,
    Map<String, String> environment,
    String stdin,
    Duration timeout,
    int outputLimitBytes,
    Confinement confinement) {

  public Command {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    require(!argv.isEmpty(), "argv is empty");
    require(timeout.isPositive(), "timeout must be positive: %s", timeout);
    require(outputLimitBytes > 0, "outputLimitBytes must be positive: %d", outputLimitBytes);
  }
}
