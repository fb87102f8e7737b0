package dev.parley.adapters.gitcli;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/**
 * That a worktree holds a commit's files and nothing else. Every file is read and hashed anew, no
 * recorded time stamp is trusted; and there are exactly as many files and folders as the commit
 * has, so that nothing ignored, empty or named {@code .git} is left over.
 */
final class Proof {

  private final Slot slot;
  private final Git git;

  Proof(Slot slot, Git git) {
    this.slot = slot;
    this.git = git;
  }

  /** Whether it does; if so, what the files look like now is remembered for snapshots. */
  boolean holds(String commit) {
    var index = Disk.fresh(slot.index());
    try {
      boolean clean = hashed(commit, index).equals(tree(commit)) && nothingElse(commit);
      if (clean) {
        Disk.move(index, slot.index());
        Disk.remove(slot.noise());
      }
      return clean;
    } finally {
      Disk.remove(index);
    }
  }

  /**
   * For a worktree just made, in which nobody but git has worked. Where git itself would write a
   * file back differently from how it is stored, that difference is remembered as noise.
   */
  void record(String commit) {
    var index = Disk.fresh(slot.index());
    try {
      var hashed = hashed(commit, index);
      Noise.between(git, commit, hashed).save(slot.noise());
      if (!nothingElse(commit)) {
        throw new Problem(Code.GIT_FAILED, "git could not check out " + commit + " exactly", "")
            .raise();
      }
      Disk.move(index, slot.index());
    } finally {
      Disk.remove(index);
    }
  }

  private String hashed(String commit, Path index) {
    var fresh = git.with("GIT_INDEX_FILE", index);
    fresh.output("read-tree", commit);
    fresh.outputOf(Submodules.of(git, commit).excluded(), Snapshot.ADD_ALL);
    return fresh.line("write-tree");
  }

  private String tree(String commit) {
    return git.line("rev-parse", commit + "^{tree}");
  }

  private boolean nothingElse(String commit) {
    var paths = Git.fields(git.output("ls-tree", "-r", "-z", "--full-tree", commit));
    var folders = new HashSet<String>();
    int files = 0;
    for (var line : paths) {
      var path = line.substring(line.indexOf('\t') + 1);
      if (line.startsWith("160000")) {
        folders.add(path);
      } else {
        files++;
      }
      addParents(path, folders);
    }
    var count = Count.of(slot.root());
    return count.exclusive && count.files == files && count.folders == folders.size();
  }

  private static void addParents(String path, Set<String> folders) {
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      if (!folders.add(path.substring(0, slash))) {
        return;
      }
    }
  }

  /** What lies below a worktree's top folder, without its own link to the clone. */
  private static final class Count extends SimpleFileVisitor<Path> {
    private final Path root;
    private int files;
    private int folders;
    private boolean exclusive = true;

    private Count(Path root) {
      this.root = root;
    }

    static Count of(Path root) {
      var count = new Count(root);
      try {
        Files.walkFileTree(root, count);
        return count;
      } catch (IOException e) {
        throw Disk.failed("read", root, e);
      }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      folders += folder.equals(root) ? 0 : 1;
      return FileVisitResult.CONTINUE;
    }

    /** A file with a second name elsewhere could be changed from there later. */
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!file.equals(root.resolve(".git"))) {
        files++;
        exclusive &= Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS).equals(1);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
