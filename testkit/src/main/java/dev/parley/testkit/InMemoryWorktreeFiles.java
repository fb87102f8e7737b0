package dev.parley.testkit;

import dev.parley.agent.loop.FileRefusedException;
import dev.parley.agent.loop.Glob;
import dev.parley.agent.loop.Replacement;
import dev.parley.agent.loop.TextFile;
import dev.parley.agent.loop.WorktreeFiles;
import dev.parley.agent.loop.WorktreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Files in a map. Has no links and no special files. Searches with Java's own regular expressions,
 * so only trusted ones may be given to it.
 */
public final class InMemoryWorktreeFiles implements WorktreeFiles {

  private final Map<String, byte[]> files = new TreeMap<>();

  /** Puts a file there, whatever its path. */
  public InMemoryWorktreeFiles put(String path, byte[] content) {
    files.put(path, content.clone());
    return this;
  }

  /** A file's bytes; empty if there is no such file. */
  public Optional<byte[]> bytes(String path) {
    return Optional.ofNullable(files.get(path)).map(byte[]::clone);
  }

  /** What is there now, by path. */
  public Map<String, byte[]> all() {
    var copy = new HashMap<String, byte[]>();
    files.forEach((path, content) -> copy.put(path, content.clone()));
    return copy;
  }

  @Override
  public Listing list(String folder, String glob, int max) {
    var start = WorktreePath.folder(folder);
    var pattern = Glob.of(glob);
    var paths = new ArrayList<String>();
    for (var entry : below(start)) {
      boolean generated = entry.endsWith("/");
      var names = WorktreePath.folder(entry).names();
      var below = names.subList(start.names().size(), names.size());
      if (below.isEmpty() || generated || pattern.matches(below)) {
        paths.add(entry);
      }
    }
    return new Listing(paths.stream().limit(max).toList(), paths.size() > max);
  }

  @Override
  public Excerpt read(String path, int firstLine, int lastLine) {
    return Excerpt.of(text(WorktreePath.file(path)), Math.max(1, firstLine), lastLine);
  }

  @Override
  public Hits search(String regex, String path, int max) {
    if (regex.isEmpty()) {
      throw new FileRefusedException("The regular expression is empty.");
    }
    var hits = new ArrayList<Hit>();
    var pattern = compiled(regex);
    for (String found : below(WorktreePath.folder(path))) {
      var file = Optional.ofNullable(files.get(found)).flatMap(TextFile::decode);
      int line = 0;
      for (String text : file.map(TextFile::lines).orElse(List.of())) {
        line++;
        if (pattern.matcher(text).find()) {
          if (hits.size() == max) {
            return new Hits(hits, "there are more matches");
          }
          hits.add(new Hit(found, line, text));
        }
      }
    }
    return new Hits(hits, "");
  }

  private static Pattern compiled(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new FileRefusedException("The regular expression cannot be used: " + e.getMessage());
    }
  }

  @Override
  public List<Integer> replace(String path, String oldText, String newText, boolean all) {
    var file = WorktreePath.file(path);
    var replaced = new Replacement(oldText, newText, all).in(text(file));
    files.put(file.toString(), bounded(replaced.file().encode()));
    return replaced.lines();
  }

  @Override
  public boolean write(String path, String content) {
    var file = WorktreePath.file(path);
    refuseFolder(file);
    for (var parent = file.parent(); !parent.names().isEmpty(); parent = parent.parent()) {
      if (files.containsKey(parent.toString())) {
        throw new FileRefusedException(parent + " is no folder.");
      }
    }
    byte[] old = files.get(file.toString());
    var text = Optional.ofNullable(old).flatMap(TextFile::decode).orElseGet(TextFile::empty);
    files.put(file.toString(), bounded(text.withContent(content).encode()));
    return old == null;
  }

  @Override
  public void delete(String path) {
    var file = WorktreePath.file(path);
    refuseFolder(file);
    if (files.remove(file.toString()) == null) {
      throw missing(file);
    }
  }

  private TextFile text(WorktreePath path) {
    refuseFolder(path);
    byte[] content = files.get(path.toString());
    if (content == null) {
      throw missing(path);
    }
    if (content.length > MAX_FILE_BYTES) {
      throw new FileRefusedException(path + " is too large; use run_command on it.");
    }
    return TextFile.decode(content)
        .orElseThrow(() -> new FileRefusedException(path + " is a binary file."));
  }

  private void refuseFolder(WorktreePath path) {
    if (files.keySet().stream().anyMatch(other -> other.startsWith(path + "/"))) {
      throw new FileRefusedException(path + " is a folder.");
    }
  }

  private static FileRefusedException missing(WorktreePath path) {
    return new FileRefusedException("There is no %s; see list_files.".formatted(path));
  }

  /** Paths of a file or below a folder; of generated folders only their own, with a slash. */
  private List<String> below(WorktreePath start) {
    String prefix = start.names().isEmpty() ? "" : start + "/";
    if (files.containsKey(start.toString())) {
      return List.of(start.toString());
    }
    var found =
        files.keySet().stream()
            .filter(path -> path.startsWith(prefix))
            .filter(path -> !ofGit(path))
            .map(path -> generated(path, start.names().size()).orElse(path))
            .distinct()
            .sorted()
            .toList();
    if (found.isEmpty() && !start.names().isEmpty()) {
      throw missing(start);
    }
    return found;
  }

  private static boolean ofGit(String path) {
    return List.of(path.split("/", -1)).stream().anyMatch(WorktreePath::isGitsOwn);
  }

  private static Optional<String> generated(String path, int depth) {
    var names = List.of(path.split("/", -1));
    for (int i = depth; i < names.size() - 1; i++) {
      if (GENERATED_FOLDERS.contains(names.get(i))) {
        return Optional.of(String.join("/", names.subList(0, i + 1)) + "/");
      }
    }
    return Optional.empty();
  }

  private static byte[] bounded(byte[] bytes) {
    if (bytes.length > MAX_WRITTEN_BYTES) {
      throw new FileRefusedException("The file would be larger than 2 MiB; make it smaller.");
    }
    return bytes;
  }
}
