package dev.parley.codebase;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One folder of the tree, where a build might stand.
 *
 * @param path from the repository's root; empty for the root
 */
record Folder(SourceTree tree, String path) {

  /** Build files are read up to this length; longer ones are cut. */
  private static final int MAX_BUILD_FILE_BYTES = 512 * 1024;

  /** Fewest folders first, then by name. */
  static final Comparator<String> NEAREST_FIRST =
      Comparator.comparingLong((String path) -> path.chars().filter(c -> c == '/').count())
          .thenComparing(Comparator.naturalOrder());

  /** Folders whose content belongs to somebody else or is not built with the rest. */
  private static final Set<String> FOREIGN =
      Set.of(
          "node_modules",
          "bower_components",
          "vendor",
          "third_party",
          "third-party",
          "external",
          "testdata",
          "fixtures",
          "__fixtures__",
          "resources",
          "examples",
          "example",
          "samples",
          "sample",
          "templates",
          "template",
          "target",
          "build",
          "dist",
          "out");

  static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static String parentOf(String path) {
    return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
  }

  /** Whether a folder on the way to the file is hidden, or holds what others wrote. */
  static boolean isForeign(String file) {
    for (var folder : parentOf(file).split("/", -1)) {
      if (folder.startsWith(".") || FOREIGN.contains(folder.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  boolean isRoot() {
    return path.isEmpty();
  }

  String pathOf(String name) {
    return isRoot() ? name : path + "/" + name;
  }

  boolean has(String name) {
    return tree.contains(pathOf(name));
  }

  boolean hasExecutable(String name) {
    return tree.isExecutable(pathOf(name));
  }

  Optional<String> text(String name) {
    return tree.text(pathOf(name), MAX_BUILD_FILE_BYTES);
  }

  /** All files of and below the folder, by path from it, sorted. */
  List<String> files() {
    int prefix = isRoot() ? 0 : path.length() + 1;
    return tree.below(path).keySet().stream().map(file -> file.substring(prefix)).toList();
  }

  /** The folders above this one, nearest first; the root has none. */
  List<Folder> above() {
    var above = new ArrayList<Folder>();
    for (var at = this; !at.isRoot(); ) {
      at = new Folder(tree, parentOf(at.path));
      above.add(at);
    }
    return above;
  }

  /** A command of this folder. */
  RepositoryCommand command(String name, String origin, String... argv) {
    return new RepositoryCommand(name, List.of(argv), path, pathOf(origin));
  }
}
