package dev.parley.adapters.gitcli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One place for a worktree. What Parley must be able to rely on lies outside the worktree, where a
 * confined command cannot write.
 */
record Slot(CloneLocation location, int number) {

  /** The worktree's top folder, named like the user's repository. */
  Path root() {
    return folder().resolve(location.name());
  }

  Path folder() {
    return location.worktrees().resolve(Integer.toString(number));
  }

  Path state() {
    return location.worktrees().resolve(".state").resolve(Integer.toString(number));
  }

  /** Held while the worktree is made ready. */
  FolderLock lock() {
    return new FolderLock(location.worktrees().resolve(".state").resolve(number + ".lock"));
  }

  /** The index as it was when the worktree was proved clean: what each file looked like then. */
  Path index() {
    return state().resolve("index");
  }

  /** What differs from the commit in a worktree nobody has touched; see {@link Noise}. */
  Path noise() {
    return state().resolve("noise");
  }

  Path gitFolderFile() {
    return state().resolve("git-folder");
  }

  /** The worktree's folder inside the clone; empty if the worktree was never made. */
  Optional<Path> gitFolder() {
    return Disk.read(gitFolderFile()).map(Path::of);
  }
}
