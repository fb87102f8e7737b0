package dev.parley.adapters.linux;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.process.Command;
import dev.parley.process.Confinement;
import dev.parley.process.ProcessRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses how confined commands run: under bubblewrap; without, if the user said so; or not at all.
 */
public final class Sandbox {

  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(20);
  private static final int PROBE_OUTPUT_BYTES = 8 * 1024;

  private Sandbox() {}

  /** What the user wants. */
  public enum Mode {
    /** Confined, or not at all. */
    AUTO,
    /** Agents and builds may do whatever the user may. */
    NONE
  }

  /**
   * The runner for all commands. In mode {@link Mode#AUTO} without a working sandbox it refuses
   * every confined command with NO_SANDBOX, and still runs Parley's own.
   */
  public static ProcessRunner runner(Mode mode, ProcessRunner processes, SandboxLayout layout) {
    return switch (mode) {
      case NONE -> new UnsandboxedRunner(processes);
      case AUTO ->
          probe(processes, layout)
              .<ProcessRunner>map(problem -> new RefusingRunner(processes, problem))
              .orElseGet(() -> new BubblewrapRunner(processes, layout));
    };
  }

  /** What keeps commands from being confined on this machine; empty if nothing does. */
  public static Optional<Problem> probe(ProcessRunner processes, SandboxLayout layout) {
    var argv = new ArrayList<>(layout.bubblewrap(Map.of(), Path.of("/"), probing()));
    argv.add("true");
    var command =
        new Command(
            argv,
            Path.of("/"),
            layout.toolPath(),
            "",
            PROBE_TIMEOUT,
            PROBE_OUTPUT_BYTES,
            Confinement.NONE);
    try {
      var completed = processes.run(command);
      return completed.succeeded()
          ? Optional.empty()
          : Optional.of(forbidden(completed.stderr().strip()));
    } catch (ProblemException e) {
      if (e.problem().code() == Code.TOOL_MISSING) {
        return Optional.of(missing());
      }
      throw e;
    }
  }

  private static Confinement probing() {
    return new Confinement(true, List.of(), List.of(), false);
  }

  private static Problem missing() {
    return new Problem(
        Code.NO_SANDBOX,
        "bubblewrap (bwrap) is not installed, so agents and builds cannot be confined",
        "apt-get install bubblewrap, or pass --sandbox none to let them do whatever you may do");
  }

  private static Problem forbidden(String reason) {
    return new Problem(
        Code.NO_SANDBOX,
        "bubblewrap does not work on this machine: " + reason,
        "Allow unprivileged user namespaces (on Ubuntu: sysctl"
            + " kernel.apparmor_restrict_unprivileged_userns=0; in Docker: --security-opt"
            + " seccomp=unconfined), or pass --sandbox none to let agents and builds do whatever"
            + " you may do");
  }
}
