package dev.parley.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import dev.parley.testkit.GitFixture;
import dev.parley.workspace.Workspace;
import dev.parley.workspace.Workspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FurnishedWorkspacesTest {

  @TempDir Path folder;
  private Path checkout;
  private GitFixture worktree;

  @BeforeEach
  void aCheckoutAndAWorktree() throws IOException {
    checkout = Files.createDirectories(folder.resolve("checkout/conf"));
    checkout = folder.resolve("checkout");
    Files.writeString(checkout.resolve("conf/.env"), "A=1");
    Files.writeString(checkout.resolve("plain.txt"), "tracked");
    worktree = GitFixture.create(folder.resolve("worktree"));
    worktree.write(".gitignore", ".env\n").commit("Start");
  }

  @Test
  void copiesWhatGitIgnores() {
    lease("conf/.env", "conf/missing");

    assertThat(worktree.root().resolve("conf/.env")).hasContent("A=1");
    assertThat(worktree.git("status", "--porcelain")).isBlank();
  }

  @Test
  void refusesWhatWouldBecomePartOfTheChange() {
    assertRefused("plain.txt", "git does not ignore it");
  }

  @Test
  void refusesAPathThatLeavesTheRepository() {
    assertRefused("../secret", "it leaves the repository");
  }

  @Test
  void followsNoLinkThatTheRepositoryHolds() throws IOException {
    var outside = Files.createDirectories(folder.resolve("outside"));
    Files.createSymbolicLink(worktree.root().resolve("conf"), outside);

    // git itself refuses to look behind a link, and so do we.
    assertThatThrownBy(() -> lease("conf/.env")).isInstanceOf(ProblemException.class);
    assertThat(outside).isEmptyDirectory();
  }

  private void assertRefused(String path, String reason) {
    assertThatThrownBy(() -> lease(path))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(Code.ENVIRONMENT_FAILED);
              assertThat(e.problem().message()).contains(path, reason);
            });
  }

  private void lease(String... copied) {
    var path = Objects.requireNonNull(System.getenv("PATH"));
    var furnished =
        new FurnishedWorkspaces(
            new OneWorktree(), checkout, List.of(copied), new OsProcessRunner(), path);
    var _ = furnished.lease("any", "commit");
  }

  /** Always the same one. */
  private final class OneWorktree implements Workspaces {
    @Override
    public Workspace lease(String lease, String commit) {
      return new Workspace(lease, worktree.root(), commit);
    }

    @Override
    public String snapshot(Workspace workspace) {
      return "tree";
    }

    @Override
    public void release(String lease) {}

    @Override
    public void prune(Predicate<String> wanted) {}
  }
}
