package dev.parley.adapters.nio;

import dev.parley.agent.loop.FileRefusedException;
import dev.parley.agent.loop.WorktreeFiles;
import dev.parley.agent.loop.WorktreePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Files and links below a folder, shallow ones first, each folder's sorted. Follows no link, and
 * does not go into generated folders below the one it starts at.
 */
final class TreeWalk {

  private static final int MAX_ENTRIES = 100_000;
  private static final int MAX_DEPTH = 100;

  /**
   * Something found.
   *
   * @param regular whether it is an ordinary file; else it is a link or a generated folder
   */
  record Entry(WorktreePath path, boolean regular, boolean generated, long sizeBytes) {}

  private final Path root;
  private final Queue<WorktreePath> folders = new ArrayDeque<>();
  private final Queue<Entry> entries = new ArrayDeque<>();
  private int seen;
  private boolean gaveUp;

  /**
   * @param start a folder, or a file to walk alone
   * @throws NoSuchFileException if there is no such thing
   */
  TreeWalk(Path root, WorktreePath start) throws IOException {
    this.root = root;
    if (!start.names().isEmpty()) {
      try (var parent = OpenFolder.open(root, start.parent())) {
        var found =
            parent.look(start.name()).orElseThrow(() -> new NoSuchFileException(start.toString()));
        if (found.isRegularFile()) {
          entries.add(new Entry(start, true, false, found.size()));
          return;
        }
      }
    }
    OpenFolder.open(root, start).close();
    folders.add(start);
  }

  /** Whether there was more than it could look at. */
  boolean gaveUp() {
    return gaveUp;
  }

  /** Empty at the end. */
  Optional<Entry> next() throws IOException {
    while (entries.isEmpty() && !folders.isEmpty()) {
      var folder = folders.remove();
      try (var open = OpenFolder.open(root, folder)) {
        look(open, folder);
      } catch (NoSuchFileException | AccessDeniedException | FileRefusedException e) {
        // gone, closed to us, or replaced by something else since it was seen
      }
    }
    return Optional.ofNullable(entries.poll());
  }

  private void look(OpenFolder open, WorktreePath folder) throws IOException {
    for (String name : open.names()) {
      if (++seen > MAX_ENTRIES) {
        gaveUp = true;
        folders.clear();
        return;
      }
      var found = open.look(name);
      if (found.isEmpty()) {
        continue;
      }
      var path = folder.child(name);
      var attributes = found.get();
      if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
        entries.add(new Entry(path, attributes.isRegularFile(), false, attributes.size()));
      } else if (attributes.isDirectory()) {
        descend(path);
      }
    }
  }

  private void descend(WorktreePath path) {
    if (WorktreeFiles.GENERATED_FOLDERS.contains(path.name())) {
      entries.add(new Entry(path, false, true, 0));
    } else if (path.names().size() < MAX_DEPTH) {
      folders.add(path);
    } else {
      gaveUp = true;
    }
  }
}
