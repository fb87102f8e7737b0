package dev.parley.orchestrator;

import dev.parley.agent.loop.Glob;
import dev.parley.git.Repository;
import dev.parley.git.TreeEntry;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;

/** Paths that nobody should change unnoticed. Immutable. */
final class ProtectedPaths {

  /** So many are told of one change; the first in the order of their names. */
  private static final int TOLD_MAX = 100;

  private final List<Glob> globs;

  private ProtectedPaths(List<Glob> globs) {
    this.globs = globs;
  }

  /** None, unless somebody is to be asked about them. */
  static ProtectedPaths of(ApprovalPolicy policy) {
    var patterns = policy.protectedPaths() ? policy.globs() : List.<String>of();
    return new ProtectedPaths(patterns.stream().map(Glob::of).toList());
  }

  /** Those that differ between two trees, be they added, changed or gone; sorted. */
  List<String> in(Repository repository, String base, String tree) {
    if (globs.isEmpty()) {
      return List.of();
    }
    var before = new HashMap<String, TreeEntry>();
    repository.files(base).forEach(entry -> before.put(entry.path(), entry));
    var changed = new TreeSet<String>();
    for (var entry : repository.files(tree)) {
      var old = before.remove(entry.path());
      if (old == null || !old.blob().equals(entry.blob()) || !old.mode().equals(entry.mode())) {
        changed.add(entry.path());
      }
    }
    changed.addAll(before.keySet());
    return changed.stream().filter(this::covers).limit(TOLD_MAX).toList();
  }

  private boolean covers(String path) {
    var names = List.of(path.split("/"));
    return globs.stream().anyMatch(glob -> glob.matches(names));
  }
}
