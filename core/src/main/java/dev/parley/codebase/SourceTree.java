package dev.parley.codebase;

import dev.parley.git.Repository;
import dev.parley.git.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The files of one commit, by path. */
final class SourceTree {

  private static final String EXECUTABLE = "100755";
  private static final String SYMLINK = "120000";
  private static final String SUBMODULE = "160000";

  private final Repository repository;
  private final String commit;
  private final NavigableMap<String, TreeEntry> entries;

  private SourceTree(
      Repository repository, String commit, NavigableMap<String, TreeEntry> entries) {
    this.repository = repository;
    this.commit = commit;
    this.entries = entries;
  }

  static SourceTree of(Repository repository, String commit) {
    var entries =
        repository.files(commit).stream()
            .collect(
                Collectors.toMap(
                    TreeEntry::path, Function.identity(), (one, _) -> one, TreeMap::new));
    return new SourceTree(repository, commit, entries);
  }

  /** All paths, sorted. */
  List<String> files() {
    return List.copyOf(entries.keySet());
  }

  /** Paths of and below a folder, sorted. */
  Map<String, TreeEntry> below(String folder) {
    return folder.isEmpty() ? entries : entries.subMap(folder + "/", folder + "0");
  }

  boolean contains(String path) {
    return entries.containsKey(path);
  }

  boolean isExecutable(String path) {
    var entry = entries.get(path);
    return entry != null && entry.mode().equals(EXECUTABLE);
  }

  /**
   * A file as UTF-8 without byte order mark; empty if there is no such file, or it is a symbolic
   * link or a submodule.
   *
   * @param maxBytes longer files are cut there, at the end of a character
   */
  Optional<String> text(String path, int maxBytes) {
    var entry = entries.get(path);
    if (entry == null || entry.mode().equals(SYMLINK) || entry.mode().equals(SUBMODULE)) {
      return Optional.empty();
    }
    return repository
        .read(commit, path, maxBytes)
        .map(bytes -> new String(bytes, 0, wholeCharacters(bytes), StandardCharsets.UTF_8))
        .map(text -> text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  /** Length without the beginning of a character whose end was cut off. */
  private static int wholeCharacters(byte[] bytes) {
    int last = bytes.length - 1;
    int continuation = 0;
    while (last >= 0 && continuation < 3 && (bytes[last] & 0xC0) == 0x80) {
      last--;
      continuation++;
    }
    if (last < 0) {
      return bytes.length;
    }
    int lead = bytes[last] & 0xFF;
    int expected = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    return continuation < expected ? last : bytes.length;
  }
}
