package dev.parley.adapters.gitcli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.git.Identity;
import dev.parley.git.Repository;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import dev.parley.testkit.GitFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitRepositoriesTest {

  @TempDir Path folder;

  private GitFixture user;

  @BeforeEach
  void makeRepository() throws IOException {
    folder = folder.toRealPath();
    user = GitFixture.withOneCommit(folder.resolve("user"));
  }

  @Test
  void findsRootHeadAndAuthorFromASubfolder() {
    user.write("src/deep/A", "a").commit("more");

    var checkout = repositories().inspect(user.root().resolve("src/deep"));

    assertThat(checkout.root()).isEqualTo(user.root());
    assertThat(checkout.head()).isEqualTo(user.head());
    assertThat(checkout.author())
        .contains(new Identity(GitFixture.AUTHOR_NAME, GitFixture.AUTHOR_EMAIL));
  }

  @Test
  void findsNoAuthorWhereNoneIsSet() {
    user.git("config", "--unset", "user.email");

    assertThat(repositories().inspect(user.root()).author()).isEmpty();
  }

  @Test
  void takesTheAuthorOfTheEnvironmentFirst() {
    var environment = new HashMap<>(user.environment());
    environment.putAll(Map.of("GIT_AUTHOR_NAME", "Grace", "GIT_AUTHOR_EMAIL", "g@example.org"));

    assertThat(repositories(environment).inspect(user.root()).author())
        .contains(new Identity("Grace", "g@example.org"));
  }

  @Test
  void isNotMisledByTheVariablesOfAHookItRunsIn() {
    var other = GitFixture.withOneCommit(folder.resolve("other"));
    var environment = new HashMap<>(user.environment());
    environment.put("GIT_DIR", other.root().resolve(".git").toString());
    environment.put("GIT_INDEX_FILE", "/nowhere");

    assertThat(repositories(environment).inspect(user.root()).root()).isEqualTo(user.root());
  }

  @Test
  void saysWhatIsNoRepository() throws IOException {
    var plain = Files.createDirectories(folder.resolve("plain"));
    var empty = GitFixture.create(folder.resolve("empty"));
    user.git("clone", "--quiet", "--bare", ".", folder.resolve("bare.git").toString());

    refuses(() -> repositories().inspect(plain), Code.NOT_A_REPOSITORY, "no git repository");
    refuses(() -> repositories().inspect(empty.root()), Code.NOT_A_REPOSITORY, "no commit");
    refuses(
        () -> repositories().inspect(folder.resolve("bare.git")),
        Code.NOT_A_REPOSITORY,
        "work tree");
    refuses(
        () -> repositories().inspect(folder.resolve("missing")),
        Code.NOT_A_REPOSITORY,
        "no folder");
    refuses(
        () -> repositories().inspect(user.root().resolve(".git")),
        Code.NOT_A_REPOSITORY,
        "work tree");
  }

  @Test
  void givesLinkedWorktreesOneCloneAndTheirOwnHead() {
    var linked = folder.resolve("linked");
    user.git("worktree", "add", "--quiet", "-b", "side", linked.toString());
    var before = user.state();

    var checkout = repositories().inspect(linked);
    var repository = repositories().open(linked);
    repositories().open(user.root());

    assertThat(checkout.root()).isEqualTo(linked);
    assertThat(repository.commit("HEAD")).contains(checkout.head());
    assertThat(clones()).hasSize(1);
    assertThat(user.state()).isEqualTo(before);
  }

  @Test
  void keepsUpWithBranchesThatMoveVanishAndAreRewritten() {
    user.git("branch", "old");
    repositories().open(user.root());
    user.git("branch", "-D", "old");
    user.git("branch", "old/deeper");
    user.git("commit", "--quiet", "--amend", "-m", "rewritten");

    var repository = repositories().open(user.root());

    assertThat(repository.ref("refs/remotes/origin/main")).contains(user.head());
    assertThat(repository.ref("refs/remotes/origin/old")).isEmpty();
    assertThat(repository.ref("refs/remotes/origin/old/deeper")).isPresent();
  }

  @Test
  void opensADetachedHeadWhoseCommitIsOnNoBranch() {
    user.git("checkout", "--quiet", "--detach");
    var commit = user.write("a", "1").commit("on no branch");

    assertThat(repositories().open(user.root()).files(commit)).hasSize(2);
  }

  @Test
  void worksWithAShallowClone() {
    user.write("a", "1").commit("second");
    user.write("a", "2").commit("third");
    var shallow = folder.resolve("shallow");
    user.git("clone", "--quiet", "--depth=1", "file://" + user.root(), shallow.toString());

    var repository = repositories().open(shallow);
    var head = repository.commit("HEAD").orElseThrow();

    assertThat(repository.files(head)).hasSize(2);
    assertThat(repositories().workspaces(shallow).lease("r1.T1.1", head).root().resolve("a"))
        .hasContent("2");
    assertThat(repository.publish("parley/r1", head, Optional.empty())).isTrue();
  }

  @Test
  void needsNoObjectsOfTheRepositoryItsUserBorrowsFrom() throws IOException {
    var borrowing = folder.resolve("borrowing");
    user.git("clone", "--quiet", "--shared", user.root().toString(), borrowing.toString());

    var repository = repositories().open(borrowing);

    Files.move(user.root(), folder.resolve("gone"));
    assertThat(repository.files(repository.ref("refs/parley-user/HEAD").orElseThrow())).hasSize(1);
  }

  @Test
  void refusesAPartialClone() {
    user.git("config", "uploadpack.allowFilter", "true");
    var partial = folder.resolve("partial");
    user.git("clone", "--quiet", "--filter=blob:none", "file://" + user.root(), partial.toString());

    refuses(() -> repositories().open(partial), Code.GIT_FAILED, "partial clone");
  }

  @Test
  void saysHowToTrustARepositoryOfAnotherUser() throws IOException {
    assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "only root can give files away");
    try (var all = Files.walk(user.root())) {
      for (var path : all.toList()) {
        Files.setAttribute(path, "unix:uid", 12345, LinkOption.NOFOLLOW_LINKS);
      }
    }

    refuses(() -> repositories().inspect(user.root()), Code.GIT_FAILED, "another user");
  }

  @Test
  void takesSubmodulesForWhatTheyAre() {
    var library = GitFixture.withOneCommit(folder.resolve("library"));
    user.git(
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "add",
        "--quiet",
        library.root().toString(),
        "lib");
    var head = user.commit("with a submodule");

    var repository = repositories().open(user.root());
    var workspaces = repositories().workspaces(user.root());
    var workspace = workspaces.lease("r1.T1.1", head);

    assertThat(repository.files(head))
        .anySatisfy(entry -> {
          assertThat(entry.mode()).isEqualTo("160000");
          assertThat(entry.sizeBytes()).isZero();
        });
    assertThat(workspaces.snapshot(workspace)).isEqualTo(repository.tree(head));
  }

  @Test
  void opensOnceWhenManyOpenAtOnce() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var opened =
          IntStream.range(0, 6)
              .mapToObj(_ -> executor.submit(() -> repositories().open(user.root())))
              .toList();
      for (var repository : opened) {
        assertThat(repository.get().commit("main")).contains(user.head());
      }
    }
    assertThat(clones()).hasSize(1);
  }

  @Test
  void replacesACloneThatWasNeverFinished() throws IOException {
    repositories().open(user.root());
    var unfinished = Path.of(clones().getFirst().toString().replace(".git", ".unfinished"));
    Files.move(clones().getFirst(), unfinished);
    Files.delete(unfinished.resolve("HEAD"));

    assertThat(repositories().open(user.root()).commit("main")).contains(user.head());
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void putsNoHookIntoAClone() {
    repositories().open(user.root());

    assertThat(clones().getFirst().resolve("hooks")).doesNotExist();
  }

  @Test
  void leavesTheUsersCheckoutUntouched() {
    user.write("staged", "s").git("add", "staged");
    user.write("README.md", "changed");
    var before = user.state();

    Repository repository = repositories().open(user.root());
    repositories().inspect(user.root());
    var workspaces = repositories().workspaces(user.root());
    workspaces.snapshot(workspaces.lease("r1.T1.1", user.head()));
    repository.published("main");

    assertThat(user.state()).isEqualTo(before);
  }

  private GitRepositories repositories() {
    return repositories(user.environment());
  }

  private GitRepositories repositories(Map<String, String> environment) {
    return new GitRepositories(folder.resolve("home"), new OsProcessRunner(), environment);
  }

  private List<Path> clones() {
    try (var entries = Files.list(folder.resolve("home/repos"))) {
      return entries.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuses(ThrowingCallable call, Code code, String words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(code);
              assertThat(e.problem().message()).contains(words);
              assertThat(e.problem().remedy()).isNotEmpty();
            });
  }
}
