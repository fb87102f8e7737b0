package dev.parley.adapters.gitcli;

import dev.parley.git.Repositories;
import dev.parley.git.Repository;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.process.ProcessRunner;
import dev.parley.workspace.Workspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * User repositories by the git command line, and under {@code PARLEY_HOME} Parley's bare clone
 * ({@code repos/}) and worktrees ({@code worktrees/}) of each.
 */
public final class GitRepositories implements Repositories {

  private final Path parleyHome;
  private final ProcessRunner processes;
  private final GitEnvironment environment;

  /**
   * @param environment the one Parley was started in; what git must not see is left out
   */
  public GitRepositories(
      Path parleyHome, ProcessRunner processes, Map<String, String> environment) {
    this.parleyHome = parleyHome.toAbsolutePath().normalize();
    this.processes = processes;
    this.environment = new GitEnvironment(Map.copyOf(environment));
  }

  @Override
  public Checkout inspect(Path folder) {
    var root = checkout(folder).root();
    var checkout = checkout(root);
    return new Checkout(root, checkout.head(), checkout.author());
  }

  @Override
  public Repository open(Path checkoutRoot) {
    var checkout = checkout(checkoutRoot);
    var location = location(checkout);
    var clone = new BareClone(location, cloneGit(Disk.folder(location.clones())));
    location.lock().holding(() -> clone.refresh(checkout));
    return new GitRepository(location, cloneGit(location.cloneFolder()), checkout);
  }

  /**
   * The worktrees of a checkout's clone, which {@link #open} must have made.
   *
   * @throws dev.parley.model.ProblemException NOT_A_REPOSITORY
   */
  public Workspaces workspaces(Path checkoutRoot) {
    var location = location(checkout(checkoutRoot));
    return new GitWorkspaces(location, cloneGit(location.cloneFolder()));
  }

  private CloneLocation location(UserCheckout checkout) {
    try {
      var home = Disk.folder(parleyHome).toRealPath();
      return CloneLocation.of(home, checkout.commonFolder().toRealPath());
    } catch (IOException e) {
      throw Disk.failed("find", checkout.git().folder(), e);
    }
  }

  private UserCheckout checkout(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new Problem(
              Code.NOT_A_REPOSITORY, "there is no folder " + folder, "Name one with --repo.")
          .raise();
    }
    return new UserCheckout(
        new Git(processes, folder.toAbsolutePath().normalize(), environment.forUser()));
  }

  private Git cloneGit(Path folder) {
    return new Git(processes, folder, environment.forClones());
  }
}
