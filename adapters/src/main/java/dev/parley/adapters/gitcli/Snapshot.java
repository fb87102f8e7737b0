package dev.parley.adapters.gitcli;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a worktree as a tree. Trusts nothing that lies in the worktree: neither its link to
 * the clone nor an index that a command run there could have changed.
 */
final class Snapshot {

  static final List<String> ADD_ALL =
      List.of("add", "-A", "--pathspec-from-file=-", "--pathspec-file-nul");

  /** What no code base has in one change; more means that something ran wild. */
  static final int MAX_NEW_FILES = 50_000;

  /** What the large hosts refuse to take. */
  static final long MAX_FILE_BYTES = 100L * 1024 * 1024;

  /** Of repositories made inside repositories. */
  static final int MAX_DEPTH = 5;

  private final Slot slot;
  private final Git git;

  Snapshot(Slot slot, Git git) {
    this.slot = slot;
    this.git = git;
  }

  /**
   * @param base the commit the worktree was made ready at
   */
  String take(String base) {
    if (!Files.isDirectory(slot.root(), LinkOption.NOFOLLOW_LINKS)) {
      throw refused("the worktree's top folder was replaced").raise();
    }
    var index = Disk.fresh(slot.index());
    try {
      Disk.copyWithTimes(slot.index(), index);
      return tree(base, git.with("GIT_INDEX_FILE", index));
    } finally {
      Disk.remove(index);
    }
  }

  private String tree(String base, Git indexed) {
    stage(indexed, slot.root(), Submodules.of(git, base).paths(), 0);
    var staged = Noise.staged(indexed, base);
    for (var change : staged.changes().entrySet()) {
      if (change.getValue().seenMode().equals("160000")) {
        throw refused("a git repository was put in place of " + change.getKey()).raise();
      }
    }
    var undo = Noise.load(slot.noise()).undoneIn(staged);
    if (!undo.isEmpty()) {
      indexed.outputOf(undo, List.of("update-index", "-z", "--index-info"));
    }
    return indexed.line("write-tree");
  }

  /** Brings the index up to date with all files below a folder. */
  private void stage(Git indexed, Path folder, List<String> submodules, int depth) {
    var at = indexed.with("GIT_WORK_TREE", folder);
    var others = Git.fields(at.output("ls-files", "--others", "--exclude-standard", "-z"));
    check(folder, others);
    var nested = others.stream().filter(path -> path.endsWith("/")).map(Snapshot::name).toList();
    var left = new ArrayList<>(submodules);
    left.addAll(nested);
    at.outputOf(Submodules.everythingBut(left), ADD_ALL);
    for (var path : nested) {
      stageNested(indexed, folder, path, depth + 1);
    }
  }

  /**
   * Scaffolding tools run {@code git init}; what they made is wanted, their repository is not. Its
   * files go into an index of their own first, since git would see a submodule otherwise.
   */
  private void stageNested(Git indexed, Path folder, String path, int depth) {
    if (depth > MAX_DEPTH) {
      throw refused("repositories are nested too deep in " + path).raise();
    }
    var index = Disk.fresh(slot.index());
    try {
      var own = git.with("GIT_INDEX_FILE", index);
      stage(own, folder.resolve(path), List.of(), depth);
      var tree = own.line("write-tree");
      if (!own.output("ls-tree", tree).isEmpty()) {
        indexed.output("read-tree", "--prefix=" + path + "/", tree);
      }
    } finally {
      Disk.remove(index);
    }
  }

  private void check(Path folder, List<String> others) {
    if (others.size() > MAX_NEW_FILES) {
      throw refused("there are more than " + MAX_NEW_FILES + " new files; is a .gitignore missing?")
          .raise();
    }
    for (var path : others) {
      if (size(folder, path) > MAX_FILE_BYTES) {
        throw refused(path + " is larger than " + MAX_FILE_BYTES + " bytes").raise();
      }
    }
  }

  private static long size(Path folder, String path) {
    try {
      var file = folder.resolve(path);
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
    } catch (InvalidPathException | IOException _) {
      // Not a name Java can say here, or gone meanwhile: git will see for itself.
      return 0;
    }
  }

  private static String name(String folder) {
    return folder.substring(0, folder.length() - 1);
  }

  private static Problem refused(String reason) {
    return new Problem(Code.AGENT_FAILED, "the worktree cannot be recorded: " + reason, "");
  }
}
