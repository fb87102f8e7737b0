package dev.parley.adapters.nio;

import dev.parley.agent.loop.FileRefusedException;
import dev.parley.agent.loop.Glob;
import dev.parley.agent.loop.Replacement;
import dev.parley.agent.loop.TextFile;
import dev.parley.agent.loop.WorktreeFiles;
import dev.parley.agent.loop.WorktreePath;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of a real worktree; how it is confined is in {@link OpenFolder}. */
public final class NioWorktreeFiles implements WorktreeFiles {

  private static final int MAX_SEARCHED_BYTES = 2 << 20;
  private static final Duration SEARCH_TIME = Duration.ofSeconds(10);

  private final Path root;
  private final Duration searchTime;

  /**
   * @param root the worktree's top folder; whoever can replace that can do anything
   */
  public NioWorktreeFiles(Path root) {
    this(root, SEARCH_TIME);
  }

  NioWorktreeFiles(Path root, Duration searchTime) {
    this.root = root.toAbsolutePath().normalize();
    this.searchTime = searchTime;
  }

  @Override
  public Listing list(String folder, String glob, int max) {
    var start = WorktreePath.folder(folder);
    var pattern = Glob.of(glob);
    return attempt(
        start,
        () -> {
          var paths = new ArrayList<String>();
          var walk = new TreeWalk(root, start);
          for (var found = walk.next(); found.isPresent(); found = walk.next()) {
            var entry = found.get();
            var below =
                entry.path().names().subList(start.names().size(), entry.path().names().size());
            boolean itself = below.isEmpty();
            if (itself || entry.generated() || pattern.matches(below)) {
              paths.add(entry.path() + (entry.generated() ? "/" : ""));
            }
            if (paths.size() > max) {
              break;
            }
          }
          boolean truncated = paths.size() > max || walk.gaveUp();
          return new Listing(paths.stream().limit(max).sorted().toList(), truncated);
        });
  }

  @Override
  public Excerpt read(String text, int firstLine, int lastLine) {
    var path = WorktreePath.file(text);
    return attempt(
        path,
        () -> {
          try (var folder = OpenFolder.open(root, path.parent())) {
            return Excerpt.of(text(folder, path), Math.max(1, firstLine), lastLine);
          }
        });
  }

  @Override
  public Hits search(String regex, String text, int max) {
    var start = WorktreePath.folder(text);
    var search = new LineSearch(regex);
    return attempt(start, () -> search(search, start, max));
  }

  private Hits search(LineSearch search, WorktreePath start, int max) throws IOException {
    var hits = new ArrayList<Hit>();
    long end = System.nanoTime() + searchTime.toNanos();
    var walk = new TreeWalk(root, start);
    for (var found = walk.next(); found.isPresent(); found = walk.next()) {
      var entry = found.get();
      if (!entry.regular() || entry.sizeBytes() > MAX_SEARCHED_BYTES) {
        continue;
      }
      int line = 0;
      for (String content : linesOf(entry.path())) {
        line++;
        if (System.nanoTime() - end > 0) {
          return new Hits(hits, "the search took too long; name a folder or a simpler expression");
        }
        if (search.foundIn(content)) {
          if (hits.size() == max) {
            return new Hits(hits, "there are more matches; name a folder or search for more");
          }
          hits.add(new Hit(entry.path().toString(), line, content));
        }
      }
    }
    return new Hits(hits, walk.gaveUp() ? "not all files were searched: there are too many" : "");
  }

  /** None if it is not text, or has gone or changed its kind since it was listed. */
  private List<String> linesOf(WorktreePath path) throws IOException {
    try (var folder = OpenFolder.open(root, path.parent())) {
      byte[] bytes = folder.read(path.name(), MAX_SEARCHED_BYTES);
      return TextFile.decode(bytes).map(TextFile::lines).orElse(List.of());
    } catch (NoSuchFileException | AccessDeniedException | FileRefusedException e) {
      return List.of();
    }
  }

  @Override
  public List<Integer> replace(String text, String oldText, String newText, boolean all) {
    var path = WorktreePath.file(text);
    var replacement = new Replacement(oldText, newText, all);
    return attempt(
        path,
        () -> {
          try (var folder = OpenFolder.open(root, path.parent())) {
            var replaced = replacement.in(text(folder, path));
            folder.write(path.name(), bounded(replaced.file().encode()));
            return replaced.lines();
          }
        });
  }

  @Override
  public boolean write(String text, String content) {
    var path = WorktreePath.file(text);
    bounded(TextFile.empty().withText(content).encode());
    return attempt(
        path,
        () -> {
          try (var folder = OpenFolder.openOrMake(root, path.parent())) {
            boolean exists = folder.file(path.name()).isPresent();
            var old =
                exists
                    ? TextFile.decode(folder.read(path.name(), MAX_FILE_BYTES))
                    : Optional.<TextFile>empty();
            var file = old.orElseGet(TextFile::empty).withContent(content);
            folder.write(path.name(), bounded(file.encode()));
            return !exists;
          }
        });
  }

  @Override
  public void delete(String text) {
    var path = WorktreePath.file(text);
    attempt(
        path,
        () -> {
          try (var folder = OpenFolder.open(root, path.parent())) {
            var found = folder.look(path.name());
            if (found.isPresent() && found.get().isDirectory()) {
              throw new FileRefusedException(
                  path + " is a folder; delete its files, or use run_command.");
            }
            folder.delete(path.name());
            return true;
          }
        });
  }

  private static TextFile text(OpenFolder folder, WorktreePath path) throws IOException {
    byte[] bytes = folder.read(path.name(), MAX_FILE_BYTES);
    if (bytes.length > MAX_FILE_BYTES) {
      throw new FileRefusedException(
          "%s is larger than %d MiB; use run_command with sed, head or grep on it."
              .formatted(path, MAX_FILE_BYTES >> 20));
    }
    return TextFile.decode(bytes)
        .orElseThrow(() ->
            new FileRefusedException(
                "%s is a binary file of %d bytes.".formatted(path, bytes.length)));
  }

  private static byte[] bounded(byte[] bytes) {
    if (bytes.length > MAX_WRITTEN_BYTES) {
      throw new FileRefusedException(
          "The file would be larger than %d MiB; make it smaller, or generate it with run_command."
              .formatted(MAX_WRITTEN_BYTES >> 20));
    }
    return bytes;
  }

  /** Something that reads or writes files. */
  private interface Access<T> {
    T run() throws IOException;
  }

  private static <T> T attempt(WorktreePath path, Access<T> access) {
    try {
      return access.run();
    } catch (NoSuchFileException e) {
      throw new FileRefusedException("There is no %s; see list_files.".formatted(path));
    } catch (AccessDeniedException e) {
      throw new FileRefusedException("The permissions of %s do not allow it.".formatted(path));
    } catch (InvalidPathException e) {
      throw new FileRefusedException("This system cannot have a file of the name " + path + ".");
    } catch (ClosedByInterruptException e) {
      throw new ProblemException(
          new Problem(Code.INTERRUPTED, "interrupted at the file " + path, ""), e);
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  private static RuntimeException failed(WorktreePath path, IOException e) {
    String reason = String.valueOf(e.getMessage());
    if (reason.contains("No space left") || reason.contains("quota exceeded")) {
      return new ProblemException(
          new Problem(
              Code.DISK_FULL,
              "no space is left to write " + path,
              "Free some space, then run: parley resume.",
              Map.of("path", path.toString())),
          e);
    }
    return new FileRefusedException("%s cannot be used: %s".formatted(path, reason));
  }
}
