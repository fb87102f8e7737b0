package dev.parley.adapters.gitcli;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** The worktree in one slot: making, cleaning and proving it. Call with the slot's lock held. */
final class Worktree {

  private final Slot slot;
  private final Git git;

  Worktree(Slot slot, Git git) {
    this.slot = slot;
    this.git = git.with("GIT_DIR", slot.location().cloneFolder());
  }

  /** Afterwards the worktree holds exactly the commit's files. */
  Path prepare(String commit) {
    if (!reused(commit)) {
      make(commit);
    }
    return slot.root();
  }

  String snapshot(String base) {
    return new Snapshot(slot, at(gitFolder())).take(base);
  }

  private Path gitFolder() {
    return slot.gitFolder()
        .orElseThrow(() ->
            new Problem(Code.GIT_FAILED, "there is no worktree in " + slot.root(), "").raise());
  }

  /** False if the old worktree could not be brought back to a state we can vouch for. */
  private boolean reused(String commit) {
    var gitFolder = usable();
    if (gitFolder.isEmpty()) {
      return false;
    }
    try {
      return reset(gitFolder.get(), commit) && new Proof(slot, at(gitFolder.get())).holds(commit);
    } catch (ProblemException e) {
      if (e.problem().code() == Code.GIT_FAILED) {
        return false;
      }
      throw e;
    }
  }

  /** The worktree's folder in the clone, if the worktree is still linked to it as we made it. */
  private Optional<Path> usable() {
    return slot.gitFolder()
        .filter(Files::isDirectory)
        .filter(_ -> Files.isDirectory(slot.root(), LinkOption.NOFOLLOW_LINKS))
        .filter(_ -> Files.isRegularFile(slot.index(), LinkOption.NOFOLLOW_LINKS))
        .filter(folder -> Disk.read(slot.root().resolve(".git")).equals(link(folder)));
  }

  private static Optional<String> link(Path gitFolder) {
    return Optional.of("gitdir: " + gitFolder + "\n");
  }

  private boolean reset(Path gitFolder, String commit) {
    var index = gitFolder.resolve("index");
    // A crash may have left a lock, and an agent may have told the index to overlook files.
    Disk.remove(gitFolder.resolve("index.lock"));
    Disk.copy(slot.index(), index);
    var at = at(gitFolder);
    at.output("update-ref", "--no-deref", "HEAD", commit);
    at.output("reset", "--quiet", "--hard", commit);
    return at.run("clean", "--quiet", "-ffdx").succeeded();
  }

  private void make(String commit) {
    var location = slot.location();
    new Trash(location).take(slot.folder());
    Disk.remove(slot.state());
    Disk.folder(slot.state());
    Disk.folder(slot.folder());
    var gitFolder = new WorktreeRegister(location, git).add(slot.root(), commit);
    Disk.write(slot.gitFolderFile(), gitFolder.toString());
    at(gitFolder).output("reset", "--quiet", "--hard", commit);
    new Proof(slot, at(gitFolder)).record(commit);
    new Trash(location).empty();
  }

  private Git at(Path gitFolder) {
    return git.with("GIT_DIR", gitFolder).with("GIT_WORK_TREE", slot.root());
  }
}
