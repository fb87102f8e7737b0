package dev.parley.adapters.gitcli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.git.Repository;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import dev.parley.testkit.GitFixture;
import dev.parley.testkit.contract.WorkspacesContract;
import dev.parley.workspace.Workspace;
import dev.parley.workspace.Workspaces;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GitWorkspacesTest extends WorkspacesContract {

  @Override
  protected Repository open(GitFixture fixture) {
    return repositories(fixture).open(fixture.root());
  }

  @Override
  protected Workspaces workspaces(GitFixture fixture) {
    return repositories(fixture).workspaces(fixture.root());
  }

  private GitRepositories repositories(GitFixture fixture) {
    return new GitRepositories(
        folder.resolve("home"), new OsProcessRunner(), fixture.environment());
  }

  @Test
  void whatABuildLeavesBehindIsNoPartOfTheChangeEvenWithoutAGitignore() throws IOException {
    var workspace = workspaces.lease(LEASE, user.head());
    for (var left : List.of("m/target/a.txt", "m/__pycache__/a.pyc", "node_modules/x/i.js")) {
      write(workspace, left, "left");
    }
    write(workspace, "src/com/kept/Kept.java", "class Kept {}");

    assertThat(paths(workspaces.snapshot(workspace)))
        .contains("src/com/kept/Kept.java")
        .doesNotContain("m/target/a.txt", "m/__pycache__/a.pyc", "node_modules/x/i.js");
  }

  @Test
  void namesTheWorktreeLikeTheUsersFolder() {
    assertThat(workspaces.lease(LEASE, user.head()).root()).hasFileName("user");
  }

  @Test
  void namesTheCloneAsReadable() {
    var workspace = workspaces.lease(LEASE, user.head());

    assertThat(workspace.readable()).hasSize(1);
    assertThat(workspace.readable().getFirst().resolve("HEAD")).exists();
    assertThat(inWorktree(workspace, "status", "--porcelain")).isEmpty();
    assertThat(inWorktree(workspace, "log", "--format=%s")).startsWith("code");
  }

  @Test
  void ignoresWhatACommandDidToTheIndexAndHead() throws IOException {
    var workspace = workspaces.lease(LEASE, user.head());
    inWorktree(workspace, "update-index", "--skip-worktree", "src/A.java");
    inWorktree(workspace, "update-index", "--assume-unchanged", "src/deep/B.java");
    write(workspace, "src/A.java", "hidden change\n");
    write(workspace, "src/deep/B.java", "hidden change\n");
    inWorktree(workspace, "checkout", "--quiet", "-b", "elsewhere");
    write(workspace, "c", "c");
    inWorktree(workspace, "add", "c");
    inWorktree(workspace, "-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "own");

    var tree = workspaces.snapshot(workspace);

    assertThat(text(tree, "src/A.java")).isEqualTo("hidden change\n");
    assertThat(text(tree, "src/deep/B.java")).isEqualTo("hidden change\n");
    assertThat(paths(tree)).contains("c");
    var again = workspaces.lease(LEASE, user.head());
    assertThat(workspaces.snapshot(again)).isEqualTo(repository.tree(user.head()));
    assertThat(inWorktree(again, "status", "--porcelain")).isEmpty();
  }

  @Test
  void isNotLedToAnotherRepositoryByAForgedLink() throws IOException {
    var evil = GitFixture.withOneCommit(folder.resolve("evil"));
    var trace = folder.resolve("ran");
    evil.git("config", "core.fsmonitor", "touch " + trace);
    evil.git("config", "filter.x.clean", "touch " + trace);
    var workspace = workspaces.lease(LEASE, user.head());
    Files.writeString(
        workspace.root().resolve(".git"), "gitdir: " + evil.root().resolve(".git") + "\n");
    write(workspace, ".gitattributes", "* filter=x\n");
    write(workspace, "src/A.java", "changed\n");

    assertThat(text(workspaces.snapshot(workspace), "src/A.java")).isEqualTo("changed\n");

    var again = workspaces.lease(LEASE, user.head());
    assertThat(workspaces.snapshot(again)).isEqualTo(repository.tree(user.head()));
    assertThat(inWorktree(again, "log", "-1", "--format=%s")).isEqualTo("code");
    assertThat(trace).doesNotExist();
  }

  @Test
  void makesAWorktreeAnewThatWasRemovedOrReplaced() throws IOException {
    var workspace = workspaces.lease(LEASE, user.head());
    Disk.remove(workspace.root());
    assertThat(files(workspaces.lease(LEASE, user.head()))).hasSize(4);

    Disk.remove(workspace.root());
    Files.createSymbolicLink(workspace.root(), user.root());
    assertThat(files(workspaces.lease(LEASE, user.head()))).hasSize(4);
    assertThat(user.root().resolve("src/A.java")).exists();

    Disk.remove(workspace.root().resolve(".git"));
    assertThat(files(workspaces.lease(LEASE, user.head()))).hasSize(4);
  }

  @Test
  void survivesTheLocksOfAGitThatWasKilled() throws IOException {
    var workspace = workspaces.lease(LEASE, user.head());
    var link = Files.readString(workspace.root().resolve(".git")).strip();
    var gitFolder = Path.of(link.substring("gitdir: ".length()));
    Files.writeString(gitFolder.resolve("index.lock"), "");
    Files.writeString(gitFolder.resolve("HEAD.lock"), "");

    assertThat(files(workspaces.lease(LEASE, user.head()))).hasSize(4);
  }

  @Test
  void survivesAProcessKilledBeforeItsWorktreeWasReady() throws IOException {
    var workspace = workspaces.lease(LEASE, user.head());
    Disk.remove(workspace.root().resolve("src"));
    var state = workspace.root().resolve("../../.state").normalize();
    try (var slots = Files.list(state)) {
      slots.filter(Files::isDirectory).forEach(slot -> Disk.remove(slot.resolve("index")));
    }

    assertThat(files(workspaces.lease(LEASE, user.head()))).hasSize(4);
    Disk.remove(state);
    assertThat(files(workspaces.lease(LEASE, user.head()))).hasSize(4);
  }

  @Test
  void throwsAwayAWorktreeWithASecondNameForAFile() throws IOException {
    var workspace = workspaces.lease(LEASE, user.head());
    Files.createLink(folder.resolve("second-name"), workspace.root().resolve("src/A.java"));

    var again = workspaces.lease(LEASE, user.head());
    Files.writeString(folder.resolve("second-name"), "from outside");

    assertThat(again.root().resolve("src/A.java")).hasContent("class A {}\n");
  }

  @Test
  void recordsNoLineEndsThatNobodyChanged() throws IOException {
    user.write("win.txt", "one\r\ntwo\r\n").write("other.txt", "1\r\n").commit("as bytes");
    user.write(".gitattributes", "*.txt text eol=lf\n");
    user.git("add", ".gitattributes");
    user.git("commit", "--quiet", "-m", "demand line ends without renormalizing");
    reopen();
    var head = user.head();

    for (int i = 1; i <= 2; i++) {
      var workspace = workspaces.lease(LEASE, head);
      write(workspace, "src/A.java", "class A" + i + " {}\n");
      var tree = workspaces.snapshot(workspace);
      assertThat(repository.diff(head, tree)).contains("+class A" + i).doesNotContain("win.txt");
    }
    var workspace = workspaces.lease(LEASE, head);
    write(workspace, "win.txt", "one\r\nthree\r\n");
    assertThat(repository.diff(head, workspaces.snapshot(workspace)))
        .contains("+three")
        .doesNotContain("other.txt");
  }

  @Test
  void leavesSpecialFilesAside() throws Exception {
    var workspace = workspaces.lease(LEASE, user.head());
    var fifo = workspace.root().resolve("fifo").toString();
    assertThat(new ProcessBuilder("mkfifo", fifo).start().waitFor()).isZero();

    assertThat(workspaces.snapshot(workspace)).isEqualTo(repository.tree(user.head()));
    assertThat(files(workspaces.lease(LEASE, user.head()))).hasSize(4);
  }

  @Test
  void snapshotsAnEmptiedWorktree() throws IOException {
    var workspace = workspaces.lease(LEASE, user.head());
    for (var name : List.of(".gitignore", "README.md", "src")) {
      Disk.remove(workspace.root().resolve(name));
    }

    assertThat(paths(workspaces.snapshot(workspace))).isEmpty();
  }

  @Test
  void refusesAFileThatIsTooLarge() throws IOException {
    var workspace = workspaces.lease(LEASE, user.head());
    try (var file = new RandomAccessFile(workspace.root().resolve("core").toFile(), "rw")) {
      file.setLength(Snapshot.MAX_FILE_BYTES + 1);
    }

    assertThatThrownBy(() -> workspaces.snapshot(workspace))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(Code.AGENT_FAILED);
              assertThat(e.problem().message()).contains("core is larger than");
            });
  }

  @Test
  void keepsNoMoreIdleWorktreesThanStated() {
    for (int i = 0; i < LeaseBook.MAX_IDLE + 2; i++) {
      workspaces.lease("r1.T" + i + ".1", user.head());
    }
    for (int i = 0; i < LeaseBook.MAX_IDLE + 2; i++) {
      workspaces.release("r1.T" + i + ".1");
    }

    var worktrees = user.root().resolveSibling("home/repos");
    try (var clones = Files.walk(worktrees, 2)) {
      var registered = clones.filter(path -> path.endsWith("worktrees")).findFirst().orElseThrow();
      assertThat(registered.toFile().list()).hasSize(LeaseBook.MAX_IDLE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a command of an unconfined agent would. */
  private String inWorktree(Workspace workspace, String... arguments) {
    return user.gitIn(workspace.root(), arguments);
  }
}
