package dev.parley.adapters.gitcli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.git.Repository;
import dev.parley.git.TreeEntry;
import dev.parley.testkit.GitFixture;
import dev.parley.workspace.Workspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitWorkspacesTest {

  @TempDir Path folder;

  private GitFixture user;
  private Repository repository;
  private Workspaces workspaces;

  @BeforeEach
  void open() {
    user = GitFixture.withOneCommit(folder.resolve("user"));
    var repositories =
        new GitRepositories(folder.resolve("home"), new OsProcessRunner(), user.environment());
    repository = repositories.open(user.root());
    workspaces = repositories.workspaces(user.root());
  }

  @Test
  void leasesSnapshotsAndReleases() throws IOException {
    var before = user.state();
    var workspace = workspaces.lease("run.T1.1", user.head());
    assertThat(workspace.root().resolve("README.md")).hasContent("# Sample\n");
    assertThat(workspaces.snapshot(workspace)).isEqualTo(repository.tree(user.head()));

    Files.writeString(workspace.root().resolve("new.txt"), "new\n");
    var tree = workspaces.snapshot(workspace);

    assertThat(repository.files(tree)).hasSize(2);
    assertThat(repository.diff(user.head(), tree)).contains("+new");
    workspaces.release("run.T1.1");
    var again = workspaces.lease("run.T2.1", user.head());
    assertThat(again.root()).isEqualTo(workspace.root());
    assertThat(again.root().resolve("new.txt")).doesNotExist();
    assertThat(repository.publish("parley/r1", user.head(), Optional.empty())).isTrue();
    assertThat(user.state()).isEqualTo(before);
  }

  @Test
  void whatABuildLeavesBehindIsNoPartOfTheChangeEvenWithoutAGitignore() throws IOException {
    var workspace = workspaces.lease("run.T1.1", user.head());
    for (String left : List.of("target/a.txt", "m/__pycache__/a.pyc", "node_modules/x/i.js")) {
      Files.createDirectories(workspace.root().resolve(left).getParent());
      Files.writeString(workspace.root().resolve(left), "left");
    }
    Files.createDirectories(workspace.root().resolve("src/com/target"));
    Files.writeString(workspace.root().resolve("src/com/target/Kept.java"), "class Kept {}");

    var tree = workspaces.snapshot(workspace);

    assertThat(repository.files(tree).stream().map(TreeEntry::path))
        .containsExactly("README.md", "src/com/target/Kept.java");
  }
}
