package dev.parley.adapters.gitcli;

import dev.parley.git.CommitDraft;
import dev.parley.git.MergeResult;
import dev.parley.git.Repository;
import dev.parley.git.TreeEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The bare clone of one repository, by git's plumbing. Holds no state of its own. */
final class GitRepository implements Repository {

  /** Of a commit, or of its first parent. */
  private static final Pattern OWN_ID = Pattern.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?\\^?");

  private final Git git;
  private final GitObjects objects;
  private final UserCheckout checkout;

  GitRepository(CloneLocation location, Git git, UserCheckout checkout) {
    this.git = git.with("GIT_DIR", location.cloneFolder());
    this.objects = new GitObjects(this.git);
    this.checkout = checkout;
  }

  @Override
  public Optional<String> commit(String revision) {
    if (OWN_ID.matcher(revision).matches() || revision.startsWith("refs/")) {
      var own = here(revision);
      if (own.isPresent()) {
        return own;
      }
    }
    var theirs = checkout.commit(revision);
    theirs.filter(id -> here(id).isEmpty()).ifPresent(this::fetch);
    return theirs;
  }

  private Optional<String> here(String revision) {
    var completed =
        git.run("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
    return completed.succeeded() ? Optional.of(completed.stdout().strip()) : Optional.empty();
  }

  private void fetch(String commit) {
    git.output(
        "fetch",
        "--quiet",
        "--no-tags",
        "--update-shallow",
        "--no-write-fetch-head",
        "--no-auto-maintenance",
        "--no-recurse-submodules",
        checkout.git().folder().toString(),
        commit);
  }

  @Override
  public String tree(String treeish) {
    return objects.tree(treeish);
  }

  @Override
  public List<TreeEntry> files(String treeish) {
    return objects.files(treeish);
  }

  @Override
  public Optional<byte[]> read(String treeish, String path, int maxBytes) {
    return objects.read(treeish, path, maxBytes);
  }

  @Override
  public Map<String, byte[]> readAll(String treeish, List<TreeEntry> entries, int maxBytes) {
    return objects.readAll(treeish, entries, maxBytes);
  }

  @Override
  public String diff(String fromTreeish, String toTreeish) {
    return objects.diff(fromTreeish, toTreeish);
  }

  @Override
  public String patchId(String fromTreeish, String toTreeish) {
    return PatchId.of(git.inBytes(), tree(fromTreeish), tree(toTreeish));
  }

  @Override
  public MergeResult merge(String ours, String theirs) {
    var arguments =
        List.of("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", ours, theirs);
    var completed = git.run(arguments);
    var fields = Git.fields(completed.stdout());
    // A commit it cannot find also ends with 1, but without a tree.
    if (fields.isEmpty() || completed.exitCode() > 1) {
      throw git.failure(completed, arguments).problem().raise();
    }
    return completed.exitCode() == 0
        ? new MergeResult.Clean(fields.getFirst())
        : new MergeResult.Conflicting(fields.subList(1, fields.size()));
  }

  @Override
  public String commit(CommitDraft draft) {
    var arguments = new ArrayList<>(List.of("commit-tree"));
    draft.parents().forEach(parent -> arguments.addAll(List.of("-p", parent)));
    arguments.addAll(List.of("-F", "-", draft.tree()));
    var date = "@" + draft.time().getEpochSecond() + " +0000";
    return git.with("GIT_AUTHOR_NAME", draft.author().name())
        .with("GIT_AUTHOR_EMAIL", draft.author().email())
        .with("GIT_AUTHOR_DATE", date)
        .with("GIT_COMMITTER_NAME", draft.committer().name())
        .with("GIT_COMMITTER_EMAIL", draft.committer().email())
        .with("GIT_COMMITTER_DATE", date)
        .outputOf(draft.message(), arguments)
        .strip();
  }

  @Override
  public String message(String commit) {
    var raw = git.output("cat-file", "commit", commit);
    return raw.substring(raw.indexOf("\n\n") + 2);
  }

  @Override
  public Optional<String> ref(String name) {
    return Refs.read(git, name);
  }

  @Override
  public boolean moveRef(String name, String commit, Optional<String> expected) {
    return Refs.move(git, name, commit, expected);
  }

  @Override
  public boolean publish(String branch, String commit, Optional<String> expected) {
    return new Publication(git, checkout).publish(branch, commit, expected);
  }

  @Override
  public boolean fastForwards(Optional<String> ancestor, String commit) {
    if (ancestor.isEmpty()) {
      return true;
    }
    var arguments = List.of("merge-base", "--is-ancestor", ancestor.get(), commit);
    var completed = git.run(arguments);
    return switch (completed.exitCode()) {
      case 0 -> true;
      case 1 -> false;
      default -> throw git.failure(completed, arguments).problem().raise();
    };
  }

  @Override
  public Optional<String> published(String branch) {
    return Refs.read(checkout.git(), "refs/heads/" + branch);
  }
}
