package dev.parley.workspace;

import java.nio.file.Path;
import java.util.List;

/**
 * A leased worktree.
 *
 * @param root its top folder; nothing outside belongs to it
 * @param base the commit it was checked out at
 * @param readable folders outside it that git needs to see, but never to write, when run in it
 */
public record Workspace(String lease, Path root, String base, List<Path> readable) {

  public Workspace {
    readable = List.copyOf(readable);
  }

  /** A worktree that needs nothing else. */
  public Workspace(String lease, Path root, String base) {
    this(lease, root, base, List.of());
  }
}
