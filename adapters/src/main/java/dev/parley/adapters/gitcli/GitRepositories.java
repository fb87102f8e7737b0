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
import java.util.regex.Pattern;

/**
 * User repositories by the git command line, and under {@code PARLEY_HOME} Parley's bare clone
 * ({@code repos/}) and worktrees ({@code worktrees/}) of each.
 */
public final class GitRepositories implements Repositories {

  /** The first with {@code merge-tree --write-tree}. */
  private static final int MINIMUM_MAJOR = 2;

  private static final int MINIMUM_MINOR = 38;
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");

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
    requireGit(folder);
    var root = checkout(folder).root();
    var checkout = checkout(root);
    return new Checkout(root, checkout.head(), checkout.author());
  }

  /** What all clones of a checkout's repository have in common; without any password. */
  public String identity(Path checkoutRoot) {
    return checkout(checkoutRoot).identity();
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

  private void requireGit(Path folder) {
    var version = VERSION.matcher(checkout(folder).git().line("version"));
    boolean enough =
        version.find()
            && Integer.parseInt(version.group(1)) * 1000 + Integer.parseInt(version.group(2))
                >= MINIMUM_MAJOR * 1000 + MINIMUM_MINOR;
    if (!enough) {
      throw new Problem(
              Code.TOOL_MISSING,
              "git " + MINIMUM_MAJOR + "." + MINIMUM_MINOR + " or newer is needed",
              "Install a newer git.")
          .raise();
    }
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
