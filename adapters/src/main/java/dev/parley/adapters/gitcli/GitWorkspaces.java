package dev.parley.adapters.gitcli;

import static dev.parley.model.Require.require;

import dev.parley.workspace.Workspace;
import dev.parley.workspace.Workspaces;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Pooled worktrees of one clone. A lease is a file, so that it outlives its process; a worktree is
 * used again only if it was proved to hold the commit's files and nothing else.
 */
final class GitWorkspaces implements Workspaces {

  private static final Pattern LEASE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?");

  private final CloneLocation location;
  private final Git git;
  private final LeaseBook book;
  private final Trash trash;

  GitWorkspaces(CloneLocation location, Git git) {
    this.location = location;
    this.git = git;
    this.book = new LeaseBook(location);
    this.trash = new Trash(location);
  }

  @Override
  public Workspace lease(String lease, String commit) {
    require(LEASE.matcher(lease).matches(), "not a lease name: %s", lease);
    require(COMMIT.matcher(commit).matches(), "not a full commit id: %s", commit);
    var slot = book.take(lease);
    slot.lock().holding(() -> new Worktree(slot, git).prepare(commit));
    return new Workspace(lease, slot.root(), commit, List.of(location.cloneFolder()));
  }

  @Override
  public String snapshot(Workspace workspace) {
    var slot = book.find(workspace.lease()).filter(held -> held.root().equals(workspace.root()));
    require(slot.isPresent(), "not leased: %s", workspace);
    return new Worktree(slot.orElseThrow(), git).snapshot(workspace.base());
  }

  @Override
  public void release(String lease) {
    book.give(lease);
    sweep();
  }

  @Override
  public void prune(Predicate<String> wanted) {
    book.keepOnly(wanted);
    sweep();
  }

  private void sweep() {
    trash.empty();
    new WorktreeRegister(location, git).forgetMissing();
  }
}
