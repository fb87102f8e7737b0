package dev.parley.adapters.gitcli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Worktrees on their way out: moved aside in one step, removed at leisure. */
final class Trash {

  private final Path folder;

  Trash(CloneLocation location) {
    this.folder = location.worktrees().resolve(".trash");
  }

  void take(Path path) {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Disk.move(path, folder.resolve(UUID.randomUUID().toString()));
    }
  }

  /** Two processes may empty it at once. */
  void empty() {
    entries().forEach(Disk::remove);
  }

  private List<Path> entries() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var entries = Files.list(folder)) {
      return entries.toList();
    } catch (IOException e) {
      throw Disk.failed("list", folder, e);
    }
  }
}
