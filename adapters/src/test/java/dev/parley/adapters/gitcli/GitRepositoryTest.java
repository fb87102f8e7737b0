package dev.parley.adapters.gitcli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.git.Repository;
import dev.parley.testkit.GitFixture;
import dev.parley.testkit.contract.RepositoryContract;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GitRepositoryTest extends RepositoryContract {

  @Override
  protected Repository open(GitFixture fixture) {
    return repositories(fixture).open(fixture.root());
  }

  private GitRepositories repositories(GitFixture fixture) {
    return new GitRepositories(
        folder.resolve("home"), new OsProcessRunner(), fixture.environment());
  }

  @Test
  void runsNoHookOfTheUserWhenPublishing() throws IOException {
    var trace = folder.resolve("hook-ran");
    for (var hook :
        List.of(
            "pre-receive",
            "update",
            "post-receive",
            "post-update",
            "reference-transaction",
            "post-checkout",
            "pre-auto-gc")) {
      var file = user.root().resolve(".git/hooks").resolve(hook);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "#!/bin/sh\necho " + hook + " >> " + trace + "\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    var repository = open(user);

    assertThat(
            repository.publish(
                "parley/r1", child(repository, user.head(), "first"), Optional.empty()))
        .isTrue();

    assertThat(trace).doesNotExist();
  }

  @Test
  void runsNoProgramThatTheRepositoryNames() throws IOException {
    var trace = folder.resolve("driver-ran");
    user.git("config", "diff.evil.command", "touch " + trace + "; true");
    user.git("config", "diff.evil.textconv", "touch " + trace + "; cat");
    user.git("config", "filter.evil.clean", "touch " + trace + "; cat");
    user.git("config", "filter.evil.smudge", "touch " + trace + "; cat");
    user.git("config", "merge.evil.driver", "touch " + trace + "; true");
    user.git("config", "core.fsmonitor", "touch " + trace);
    Files.deleteIfExists(trace);
    user.git("-c", "core.fsmonitor=", "-c", "filter.evil.clean=cat", "status");
    user.write(".gitattributes", "*.x diff=evil filter=evil merge=evil\n");
    Files.writeString(user.root().resolve("a.x"), "1\n");
    user.git("-c", "core.fsmonitor=", "-c", "filter.evil.clean=cat", "add", "--all");
    user.git("-c", "core.fsmonitor=", "commit", "--quiet", "-m", "attributes");
    Files.deleteIfExists(trace);

    var repositories = repositories(user);
    var repository = repositories.open(user.root());
    var workspaces = repositories.workspaces(user.root());
    var workspace = workspaces.lease("r1.T1.1", repositories.inspect(user.root()).head());
    Files.writeString(workspace.root().resolve("a.x"), "2\n");
    var tree = workspaces.snapshot(workspace);

    assertThat(repository.diff(workspace.base(), tree)).contains("-1\n+2\n");
    assertThat(trace).doesNotExist();
  }

  @Test
  void saysWhenTheNameOfABranchIsInTheWay() {
    user.git("branch", "parley");
    var repository = open(user);

    assertThatThrownBy(() -> repository.publish("parley/r1", user.head(), Optional.empty()))
        .hasMessageContaining("'refs/heads/parley' exists");
  }
}
