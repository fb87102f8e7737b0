package dev.parley.adapters.gitcli;

import dev.parley.git.ObjectStore;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes in a user's repository, as pairs of trees. Nothing of the user's is written: the index is
 * copied, and new objects go to a scratch folder that closing removes.
 */
public final class ChangeSource implements AutoCloseable {

  private final UserCheckout checkout;
  private final Path root;
  private final Path scratch;
  private final Git git;
  private final GitObjects objects;

  /**
   * Two tree-ish ids.
   *
   * @param base a commit or tree
   * @param head a tree
   */
  public record Change(String base, String head) {}

  /**
   * Opens the repository a folder belongs to.
   *
   * @param environment the one Parley was started in; what git must not see is left out
   * @throws dev.parley.model.ProblemException NOT_A_REPOSITORY, GIT_FAILED
   */
  public ChangeSource(Path folder, ProcessRunner processes, Map<String, String> environment) {
    if (!Files.isDirectory(folder)) {
      throw new Problem(
              Code.NOT_A_REPOSITORY, "there is no folder " + folder, "Name one with --repo.")
          .raise();
    }
    var user = new GitEnvironment(Map.copyOf(environment)).forUser();
    this.root = new UserCheckout(new Git(processes, folder, user)).root();
    var here = new Git(processes, root, user);
    this.checkout = new UserCheckout(here);
    var shared = checkout.commonFolder().resolve("objects");
    try {
      this.scratch = Files.createTempDirectory("parley-review");
    } catch (IOException e) {
      throw Disk.failed("make a scratch folder for", root, e);
    }
    this.git =
        here.with("GIT_OBJECT_DIRECTORY", scratch.resolve("objects"))
            .with("GIT_ALTERNATE_OBJECT_DIRECTORIES", quoted(shared));
    this.objects = new GitObjects(git);
    Disk.folder(scratch.resolve("objects"));
  }

  /** A list of folders is separated by colons; one that holds such characters is quoted. */
  private static String quoted(Path folder) {
    String text = folder.toString();
    return text.contains(":") || text.startsWith("\"")
        ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
        : text;
  }

  /** Top folder of the work tree. */
  public Path root() {
    return root;
  }

  /** What all clones of the repository have in common; without any password. */
  public String identity() {
    return checkout.identity();
  }

  /** All objects of the repository, and those of the changes asked for here. */
  public ObjectStore objects() {
    return objects;
  }

  /** What is staged, against the last commit. */
  public Change staged() {
    return new Change(lastCommit(), withIndex(index -> index.line("write-tree")));
  }

  /** What is in the work tree and not ignored, staged or not, against the last commit. */
  public Change uncommitted() {
    var arguments = new ArrayList<>(List.of("-c", "core.excludesFile=" + ignored()));
    arguments.addAll(List.of("add", "-A", "--", "."));
    return new Change(
        lastCommit(),
        withIndex(index -> {
          index.outputOf("", arguments);
          return index.line("write-tree");
        }));
  }

  /**
   * The last commit, against where it parted from a revision.
   *
   * @throws dev.parley.model.ProblemException BAD_INPUT if there is no such revision, or nothing
   *     that both have in common
   */
  public Change since(String revision) {
    String other =
        checkout
            .commit(revision)
            .orElseThrow(() ->
                new Problem(
                        Code.BAD_INPUT,
                        "--base: there is no commit " + revision + " in " + root,
                        "Name a branch, tag or commit; in a shallow clone, fetch it first.")
                    .raise());
    String head = checkout.head();
    var parted = git.run("merge-base", other, head);
    if (!parted.succeeded()) {
      throw new Problem(
              Code.BAD_INPUT,
              "--base: " + revision + " and the last commit have nothing in common",
              "In a shallow clone, fetch the whole history first: git fetch --unshallow")
          .raise();
    }
    return new Change(parted.stdout().strip(), head);
  }

  /** The last commit with a diff applied; empty if it does not apply. */
  public Optional<Change> patched(String diff) {
    String base = lastCommit();
    var index = git.with("GIT_INDEX_FILE", scratch.resolve("patched"));
    index.output("read-tree", base);
    var applied =
        index.feed(
            diff, Git.OUTPUT_LIMIT_BYTES, List.of("apply", "--cached", "--whitespace=nowarn", "-"));
    return applied.succeeded()
        ? Optional.of(new Change(base, index.line("write-tree")))
        : Optional.empty();
  }

  /** Whether the work tree holds something that the last commit does not. */
  public boolean dirty() {
    return !git.output("status", "--porcelain", "-z", "--untracked-files=normal").isEmpty();
  }

  /** Whether something is staged that is neither in the last commit nor so in the work tree. */
  public boolean stagedApart() {
    return !git.run("diff-files", "--quiet", "--ignore-submodules").succeeded()
        && !git.run("diff-index", "--cached", "--quiet", "--ignore-submodules", lastCommit())
            .succeeded();
  }

  /** The last commit; an empty tree while there is none. */
  private String lastCommit() {
    return checkout
        .commit("HEAD")
        .orElseGet(() -> git.line("hash-object", "-t", "tree", "-w", "/dev/null"));
  }

  private String withIndex(java.util.function.Function<Git, String> work) {
    var copy = scratch.resolve("index");
    var original = Path.of(git.line("rev-parse", "--path-format=absolute", "--git-path", "index"));
    if (Files.exists(original)) {
      Disk.copyWithTimes(original, copy);
    }
    var indexed = git.with("GIT_INDEX_FILE", copy);
    if (!indexed.output("ls-files", "--unmerged", "-z").isEmpty()) {
      throw new Problem(
              Code.BAD_INPUT,
              "a merge in " + root + " is not finished, so there is no tree to review",
              "Resolve the conflicts and stage them first.")
          .raise();
    }
    return work.apply(indexed);
  }

  /** What the user's own configuration says is never part of a change. */
  private String ignored() {
    var named = git.run("config", "--global", "--type=path", "--get", "core.excludesFile");
    if (named.succeeded() && !named.stdout().isBlank()) {
      return named.stdout().strip();
    }
    var environment = git.environment();
    String home = environment.getOrDefault("HOME", "");
    String config = environment.getOrDefault("XDG_CONFIG_HOME", home + "/.config");
    return config + "/git/ignore";
  }

  @Override
  public void close() {
    Disk.remove(scratch);
  }
}
