package dev.parley.git;

import java.util.List;

/** What merging two commits gives, without touching any file. */
public sealed interface MergeResult {

  /** A clean merge's tree. */
  record Clean(String tree) implements MergeResult {}

  /** Both sides changed the same place; nothing was kept. */
  record Conflicting(List<String> paths) implements MergeResult {
    public Conflicting {
      paths = List.copyOf(paths);
    }
  }
}
