package dev.parley.workspace;

import dev.parley.codebase.RepositoryCommand;
import dev.parley.process.Command;
import dev.parley.process.Confinement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How commands of a repository or an agent run in a worktree: always confined, with an environment
 * that holds no secret.
 *
 * @param ofLease more variables, by the name under which the worktree is leased
 * @param caches folders outside the worktree that builds may write, such as {@code ~/.m2}
 * @param readable folders to show although they are in a hidden one, beside the workspace's own
 * @param outputLimitBytes of one command
 */
public record WorktreeCommands(
    Map<String, String> environment,
    Function<String, Map<String, String>> ofLease,
    List<Path> caches,
    List<Path> readable,
    boolean network,
    Duration checkTimeout,
    Duration setupTimeout,
    int outputLimitBytes) {

  public WorktreeCommands {
    environment = Map.copyOf(environment);
    caches = List.copyOf(caches);
    readable = List.copyOf(readable);
  }

  /** Commands with the same environment everywhere. */
  public WorktreeCommands(
      Map<String, String> environment,
      List<Path> caches,
      List<Path> readable,
      boolean network,
      Duration checkTimeout,
      Duration setupTimeout,
      int outputLimitBytes) {
    this(
        environment,
        _ -> Map.of(),
        caches,
        readable,
        network,
        checkTimeout,
        setupTimeout,
        outputLimitBytes);
  }

  /** A build, test or lint command. */
  public Command check(RepositoryCommand command, Workspace workspace) {
    var folder = workspace.root().resolve(command.folder());
    return in(workspace, folder, command.argv(), checkTimeout, network);
  }

  /** A command that makes a fresh worktree ready; it may always use the network. */
  public Command setup(RepositoryCommand command, Workspace workspace) {
    var folder = workspace.root().resolve(command.folder());
    return in(workspace, folder, command.argv(), setupTimeout, true);
  }

  /** A line an agent wrote, for the worktree's shell. */
  public Command shell(String line, Workspace workspace, Duration timeout) {
    var argv = List.of("/bin/sh", "-c", line);
    return in(workspace, workspace.root(), argv, timeout, network);
  }

  private Command in(
      Workspace workspace, Path folder, List<String> argv, Duration timeout, boolean online) {
    var writable = Stream.concat(Stream.of(workspace.root()), caches.stream()).toList();
    var visible = Stream.concat(readable.stream(), workspace.readable().stream()).toList();
    var confinement = new Confinement(true, writable, visible, online);
    var variables = new HashMap<>(environment);
    variables.putAll(ofLease.apply(workspace.lease()));
    return new Command(argv, folder, variables, "", timeout, outputLimitBytes, confinement);
  }
}
