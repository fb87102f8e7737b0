package dev.parley.testkit.sim;

import dev.parley.workspace.Workspace;
import dev.parley.workspace.Workspaces;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Worktrees as maps of files; an agent of the simulation writes to them by lease. */
public final class InMemoryWorkspaces implements Workspaces {

  private final InMemoryRepository repository;
  private final Map<String, SortedMap<String, String>> held = new HashMap<>();

  public InMemoryWorkspaces(InMemoryRepository repository) {
    this.repository = repository;
  }

  @Override
  public synchronized Workspace lease(String lease, String commit) {
    held.put(lease, repository.content(commit));
    return new Workspace(lease, Path.of("/worktrees", lease), commit);
  }

  @Override
  public synchronized String snapshot(Workspace workspace) {
    return repository.store(files(workspace));
  }

  @Override
  public synchronized void release(String lease) {
    held.remove(lease);
  }

  @Override
  public synchronized void prune(Predicate<String> wanted) {
    held.keySet().removeIf(wanted.negate());
  }

  /** The live files of a leased worktree. */
  public synchronized SortedMap<String, String> files(Workspace workspace) {
    return Objects.requireNonNull(held.get(workspace.lease()), "not leased: " + workspace);
  }

  /** Names of the leases that are held. */
  public synchronized Set<String> leases() {
    return new TreeSet<>(held.keySet());
  }
}
