package dev.parley.adapters.gitcli;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * The clone's own list of its worktrees. Changed by one at a time. Each worktree is locked in git's
 * sense, so that no {@code git worktree prune} drops one while its folder is being moved.
 */
final class WorktreeRegister {

  private final CloneLocation location;
  private final Git git;
  private final FolderLock lock;

  WorktreeRegister(CloneLocation location, Git git) {
    this.location = location;
    this.git = git.with("GIT_DIR", location.cloneFolder());
    this.lock = new FolderLock(location.worktrees().resolve(".register.lock"));
  }

  /**
   * Adds a worktree without any file in it.
   *
   * @return its folder inside the clone
   */
  Path add(Path root, String commit) {
    return lock.holding(() -> {
      sweep();
      git.output(
          "worktree",
          "add",
          "--quiet",
          "--detach",
          "--no-checkout",
          "--lock",
          "--force",
          root.toString(),
          commit);
      return linkedFolder(root);
    });
  }

  /** Forgets worktrees whose folder is gone. */
  void forgetMissing() {
    lock.holding(() -> {
      sweep();
      return location;
    });
  }

  private void sweep() {
    for (var entry : entries()) {
      var linked = Disk.read(entry.resolve("gitdir")).map(String::strip);
      boolean exists =
          linked.isPresent() && Files.exists(Path.of(linked.get()), LinkOption.NOFOLLOW_LINKS);
      if (!exists) {
        Disk.remove(entry);
      }
    }
  }

  private List<Path> entries() {
    var folder = location.cloneFolder().resolve("worktrees");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var entries = Files.list(folder)) {
      return entries.toList();
    } catch (IOException e) {
      throw Disk.failed("list", folder, e);
    }
  }

  private static Path linkedFolder(Path root) {
    return Disk.read(root.resolve(".git"))
        .filter(text -> text.startsWith("gitdir: "))
        .map(text -> Path.of(text.substring("gitdir: ".length()).strip()))
        .orElseThrow(
            () -> new Problem(Code.GIT_FAILED, "git made no worktree in " + root, "").raise());
  }
}
