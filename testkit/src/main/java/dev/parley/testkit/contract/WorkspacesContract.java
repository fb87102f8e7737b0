package dev.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.git.Repository;
import dev.parley.testkit.GitFixture;
import dev.parley.workspace.Workspace;
import dev.parley.workspace.Workspaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link Workspaces} promises whose worktrees are folders on disk. */
public abstract class WorkspacesContract {

  protected static final String LEASE = "r1.T1.1";

  @TempDir protected Path folder;

  protected GitFixture user;
  protected Repository repository;
  protected Workspaces workspaces;

  /** Opens the clone of the user's repository as it is now. */
  protected abstract Repository open(GitFixture fixture);

  /** The worktrees of that clone; called again it stands for another process. */
  protected abstract Workspaces workspaces(GitFixture fixture);

  @BeforeEach
  void makeRepository() throws IOException {
    folder = folder.toRealPath();
    user = GitFixture.withOneCommit(folder.resolve("user"));
    user.write(".gitignore", "target/\n*.log\n").write("src/A.java", "class A {}\n");
    user.write("src/deep/B.java", "class B {}\n").commit("code");
    reopen();
  }

  protected final void reopen() {
    repository = open(user);
    workspaces = workspaces(user);
  }

  @Test
  void leasesExactlyTheFilesOfTheCommit() {
    var workspace = workspaces.lease(LEASE, user.head());

    assertThat(workspace.base()).isEqualTo(user.head());
    assertThat(workspace.lease()).isEqualTo(LEASE);
    assertThat(files(workspace))
        .containsExactlyInAnyOrder(".gitignore", "README.md", "src/A.java", "src/deep/B.java");
    assertThat(workspace.root().resolve("src/A.java")).hasContent("class A {}\n");
    assertThat(workspaces.snapshot(workspace)).isEqualTo(repository.tree(user.head()));
  }

  @Test
  void snapshotsChangesAdditionsAndDeletionsAndLeavesTheFilesAlone() throws IOException {
    var workspace = workspaces.lease(LEASE, user.head());
    write(workspace, "src/A.java", "class A2 {}\n");
    write(workspace, "new/ünï \"q\"\n.txt", "n");
    write(workspace, "target/A.class", "ignored");
    write(workspace, "debug.log", "ignored");
    Files.delete(workspace.root().resolve("README.md"));
    var before = files(workspace);

    var tree = workspaces.snapshot(workspace);

    assertThat(paths(tree))
        .containsExactlyInAnyOrder(
            ".gitignore", "src/A.java", "src/deep/B.java", "new/ünï \"q\"\n.txt");
    assertThat(text(tree, "src/A.java")).isEqualTo("class A2 {}\n");
    assertThat(files(workspace)).isEqualTo(before);
    assertThat(workspaces.snapshot(workspace)).isEqualTo(tree);
  }

  @Test
  void seesEveryChangeHoweverQuick() throws IOException {
    var workspace = workspaces.lease(LEASE, user.head());
    for (int i = 0; i < 20; i++) {
      var text = String.format("class %c {}\n", 'B' + i);
      write(workspace, "src/A.java", text);
      assertThat(text(workspaces.snapshot(workspace), "src/A.java")).isEqualTo(text);
    }
  }

  @Test
  void keepsLinksAsLinksAndNeverFollowsThem() throws IOException {
    Files.createDirectories(folder.resolve("outside/sub"));
    Files.writeString(folder.resolve("outside/sub/secret"), "secret");
    var workspace = workspaces.lease(LEASE, user.head());
    Files.createSymbolicLink(workspace.root().resolve("link"), folder.resolve("outside"));
    Files.move(workspace.root().resolve("src"), workspace.root().resolve("src2"));
    Files.createSymbolicLink(workspace.root().resolve("src"), folder.resolve("outside"));

    var tree = workspaces.snapshot(workspace);

    assertThat(repository.files(tree))
        .filteredOn(entry -> entry.mode().equals("120000"))
        .extracting(entry -> entry.path())
        .containsExactlyInAnyOrder("link", "src");
    assertThat(paths(tree)).noneMatch(path -> path.contains("secret"));

    workspaces.lease(LEASE, user.head());
    assertThat(folder.resolve("outside/sub/secret")).hasContent("secret");
  }

  @Test
  void recordsPermissionToExecute() throws IOException {
    var workspace = workspaces.lease(LEASE, user.head());
    write(workspace, "run.sh", "#!/bin/sh\n");
    assertThat(workspace.root().resolve("run.sh").toFile().setExecutable(true)).isTrue();

    assertThat(repository.files(workspaces.snapshot(workspace)))
        .anyMatch(entry -> entry.path().equals("run.sh") && entry.mode().equals("100755"));
  }

  @Test
  void takesTheFilesOfARepositoryMadeInsideAsPlainFiles() throws IOException {
    var workspace = workspaces.lease(LEASE, user.head());
    var nested = GitFixture.create(workspace.root().resolve("app"));
    nested.write("main.js", "1").write("lib/x.js", "2").commit("scaffold");
    nested.write("later.js", "3");
    GitFixture.create(nested.root().resolve("inner")).write("y.js", "4");
    GitFixture.create(workspace.root().resolve("unborn")).write("z.js", "5");
    GitFixture.create(workspace.root().resolve("src"));

    var tree = workspaces.snapshot(workspace);

    assertThat(paths(tree))
        .contains("app/main.js", "app/lib/x.js", "app/later.js", "app/inner/y.js", "unborn/z.js")
        .contains("src/A.java", "src/deep/B.java")
        .noneMatch(path -> path.contains(".git/"));
    assertThat(repository.files(tree)).noneMatch(entry -> entry.mode().equals("160000"));
  }

  @Test
  void leasesTheSamePlaceAgainResetForAHeldName() throws IOException {
    var workspace = workspaces.lease(LEASE, user.head());
    soil(workspace);
    var next = user.write("next", "n").commit("next");
    reopen();

    var again = workspaces.lease(LEASE, next);

    assertThat(again.root()).isEqualTo(workspace.root());
    assertThat(workspaces.snapshot(again)).isEqualTo(repository.tree(next));
    assertThat(files(again)).hasSize(5);
  }

  @Test
  void leavesNothingOfTheLastHolderToTheNext() throws IOException {
    var workspace = workspaces.lease(LEASE, user.head());
    soil(workspace);
    workspaces.release(LEASE);

    var next = workspaces.lease("r1.T2.1", user.head());

    assertThat(files(next)).hasSize(4);
    assertThat(everything(next)).hasSize(6);
    assertThat(workspaces.snapshot(next)).isEqualTo(repository.tree(user.head()));
  }

  @Test
  void neverGivesAHeldPlaceToAnother() {
    var roots = new HashSet<Path>();
    for (int i = 1; i <= 3; i++) {
      roots.add(workspaces.lease("r1.T1." + i, user.head()).root());
      roots.add(workspaces(user).lease("r1.T2." + i, user.head()).root());
    }

    assertThat(roots).hasSize(6);
  }

  @Test
  void leasesManyAtOnce() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var leases =
          IntStream.range(0, 12)
              .mapToObj(i ->
                  executor.submit(() -> {
                    var own = i % 2 == 0 ? workspaces : workspaces(user);
                    var workspace = own.lease("r1.T" + i + ".1", user.head());
                    write(workspace, "mine.txt", "lease " + i);
                    return own.snapshot(workspace);
                  }))
              .toList();
      for (int i = 0; i < leases.size(); i++) {
        assertThat(text(leases.get(i).get(), "mine.txt")).isEqualTo("lease " + i);
      }
    }
  }

  @Test
  void releasesTwiceAndUnknownNamesWithoutComplaint() {
    workspaces.lease(LEASE, user.head());
    workspaces.release(LEASE);
    workspaces.release(LEASE);
    workspaces.release("r9.T9.9");

    assertThat(files(workspaces.lease(LEASE, user.head()))).hasSize(4);
  }

  @Test
  void snapshotsNoWorktreeThatWasGivenBack() {
    var workspace = workspaces.lease(LEASE, user.head());
    workspaces.release(LEASE);

    assertThatThrownBy(() -> workspaces.snapshot(workspace))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(workspaces.lease("r1.T2.1", user.head()).root()).isEqualTo(workspace.root());
  }

  @Test
  void prunesAllButTheWanted() throws IOException {
    var wanted = workspaces.lease("r1.T1.1", user.head());
    write(wanted, "work.txt", "in progress");
    var finished = workspaces.lease("r0.T1.1", user.head());
    var idle = workspaces.lease("r0.T2.1", user.head());
    workspaces.release("r0.T2.1");

    workspaces.prune(lease -> lease.startsWith("r1."));

    assertThat(finished.root()).doesNotExist();
    assertThat(idle.root()).doesNotExist();
    assertThat(wanted.root().resolve("work.txt")).hasContent("in progress");
    assertThat(text(workspaces.snapshot(wanted), "work.txt")).isEqualTo("in progress");
    assertThat(files(workspaces.lease("r2.T1.1", user.head()))).hasSize(4);
  }

  @Test
  void refusesNamesThatAreNoFileNames() {
    for (var name : List.of("", "../x", "a/b", ".", "..", "a b")) {
      assertThatThrownBy(() -> workspaces.lease(name, user.head()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** All kinds of traces a careless or malicious holder may leave. */
  protected void soil(Workspace workspace) throws IOException {
    write(workspace, "src/A.java", "tampered");
    write(workspace, "untracked.txt", "u");
    write(workspace, "target/classes/A.class", "ignored");
    write(workspace, "x.log", "ignored");
    Files.createDirectories(workspace.root().resolve("empty/deeper"));
    Files.delete(workspace.root().resolve("README.md"));
    GitFixture.create(workspace.root().resolve("nested")).write("n", "n").commit("nested");
    GitFixture.create(workspace.root().resolve("src/deep"));
    var sealed = Files.createDirectories(workspace.root().resolve("target/sealed"));
    Files.writeString(sealed.resolve("file"), "f");
    assertThat(sealed.toFile().setWritable(false)).isTrue();
  }

  protected static void write(Workspace workspace, String path, String text) throws IOException {
    var file = workspace.root().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  protected final List<String> paths(String tree) {
    return repository.files(tree).stream().map(entry -> entry.path()).toList();
  }

  protected final String text(String tree, String path) {
    var bytes = repository.read(tree, path, 100_000).orElseThrow();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Files and links without the link to the clone, by path. */
  protected static List<String> files(Workspace workspace) {
    return everything(workspace).stream()
        .filter(
            path -> !Files.isDirectory(workspace.root().resolve(path), LinkOption.NOFOLLOW_LINKS))
        .toList();
  }

  private static List<String> everything(Workspace workspace) {
    try (Stream<Path> all = Files.walk(workspace.root())) {
      return all.map(path -> workspace.root().relativize(path).toString())
          .filter(path -> !path.isEmpty() && !path.equals(".git"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
