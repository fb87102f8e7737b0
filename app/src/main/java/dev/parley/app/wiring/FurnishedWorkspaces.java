package dev.parley.app.wiring;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.process.Command;
import dev.parley.process.Confinement;
import dev.parley.process.ProcessRunner;
import dev.parley.workspace.Workspace;
import dev.parley.workspace.Workspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Worktrees into which files of the user's checkout are copied, such as {@code .env.test}. Only
 * files that git ignores: any other would become part of the change.
 */
final class FurnishedWorkspaces implements Workspaces {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int OUTPUT_LIMIT_BYTES = 4 * 1024;

  private final Workspaces workspaces;
  private final Path checkout;
  private final List<String> copied;
  private final ProcessRunner processes;
  private final String searchPath;

  /**
   * @param copied paths relative to the checkout; a missing file is passed over
   * @param processes for git
   * @param searchPath where git is
   */
  FurnishedWorkspaces(
      Workspaces workspaces,
      Path checkout,
      List<String> copied,
      ProcessRunner processes,
      String searchPath) {
    this.workspaces = workspaces;
    this.checkout = checkout;
    this.copied = List.copyOf(copied);
    this.processes = processes;
    this.searchPath = searchPath;
  }

  /**
   * @throws ProblemException as any, and ENVIRONMENT_FAILED if a file cannot be copied
   */
  @Override
  public Workspace lease(String lease, String commit) {
    var workspace = workspaces.lease(lease, commit);
    for (var path : copied) {
      copy(path, workspace);
    }
    return workspace;
  }

  /** What is copied and how it looks now, so that results with other files are told apart. */
  List<String> furniture() {
    return copied.stream().map(this::look).toList();
  }

  private String look(String path) {
    var source = checkout.resolve(path).normalize();
    try {
      return source.startsWith(checkout) && Files.isRegularFile(source)
          ? path + " " + Files.size(source) + " " + Files.getLastModifiedTime(source)
          : path + " missing";
    } catch (IOException e) {
      return path + " unreadable";
    }
  }

  @Override
  public String snapshot(Workspace workspace) {
    return workspaces.snapshot(workspace);
  }

  @Override
  public void release(String lease) {
    workspaces.release(lease);
  }

  @Override
  public void prune(Predicate<String> wanted) {
    workspaces.prune(wanted);
  }

  private void copy(String path, Workspace workspace) {
    var source = checkout.resolve(path).normalize();
    var target = workspace.root().resolve(path).normalize();
    if (!source.startsWith(checkout) || !target.startsWith(workspace.root())) {
      throw failed(path, "it leaves the repository");
    }
    if (!Files.isRegularFile(source)) {
      return;
    }
    if (!ignored(path, workspace)) {
      throw failed(path, "git does not ignore it, so it would become part of every change");
    }
    try {
      makeFolders(path, target, workspace.root());
      Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw failed(path, String.valueOf(e.getMessage()));
    }
  }

  /** Step by step, since the repository may hold links that lead anywhere. */
  private static void makeFolders(String path, Path target, Path root) throws IOException {
    var at = root;
    for (var part : root.relativize(target)) {
      at = at.resolve(part);
      if (Files.isSymbolicLink(at)) {
        throw failed(path, "a link in the repository leads elsewhere");
      }
      if (!at.equals(target) && !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(at);
      }
    }
  }

  private boolean ignored(String path, Workspace workspace) {
    var command =
        new Command(
            List.of("git", "check-ignore", "--quiet", "--", path),
            workspace.root(),
            Map.of("PATH", searchPath),
            "",
            TIMEOUT,
            OUTPUT_LIMIT_BYTES,
            Confinement.NONE);
    return processes.run(command).exitCode() == 0;
  }

  private static ProblemException failed(String path, String reason) {
    return new ProblemException(
        new Problem(
            Code.ENVIRONMENT_FAILED,
            "cannot copy " + path + " into a worktree: " + reason,
            "Correct [workspace] copy in the configuration."));
  }
}
