package dev.parley.git;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trees and files of a repository, to be read. Thread-safe.
 *
 * <p>Every method throws a {@code ProblemException} with GIT_FAILED, with git's own words, when git
 * fails in a way its result does not describe.
 */
public interface ObjectStore {

  /** The tree of a commit (or the tree itself). */
  String tree(String treeish);

  /** All files of a tree, by path. */
  List<TreeEntry> files(String treeish);

  /**
   * A file's bytes; empty if there is no such file.
   *
   * @param maxBytes longer files are cut there
   */
  Optional<byte[]> read(String treeish, String path, int maxBytes);

  /**
   * The bytes of many files of a tree, by path; without those that are no files.
   *
   * @param entries of that tree
   * @param maxBytes longer files are cut there
   */
  default Map<String, byte[]> readAll(String treeish, List<TreeEntry> entries, int maxBytes) {
    var all = new HashMap<String, byte[]>();
    for (var entry : entries) {
      read(treeish, entry.path(), maxBytes).ifPresent(bytes -> all.put(entry.path(), bytes));
    }
    return all;
  }

  /**
   * The change from one tree to another: unified, ten lines of context, renames detected, full blob
   * ids, no external diff or text conversion, binary files only named.
   */
  String diff(String fromTreeish, String toTreeish);
}
