package dev.parley.adapters.analysers;

import dev.parley.adapters.gitcli.GitRepositories;
import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.git.Repository;
import dev.parley.review.Analyser.Subject;
import dev.parley.review.Analyser.Trees;
import dev.parley.review.FileChange;
import dev.parley.review.UnifiedDiff;
import dev.parley.testkit.GitFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A real repository with a change in it, as the gate sees it. */
final class ChangeScene {

  private final GitFixture user;
  private final Path home;
  private String base;
  private String head;

  ChangeScene(Path folder) {
    this.user = GitFixture.withOneCommit(folder);
    this.home = folder.resolve("clones");
    this.base = user.head();
    this.head = base;
  }

  ChangeScene before(Map<String, String> files) {
    files.forEach(user::write);
    base = user.commit("before");
    head = base;
    return this;
  }

  ChangeScene after(Map<String, String> files) {
    files.forEach(user::write);
    head = user.commit("after");
    return this;
  }

  ChangeScene moved(String from, String to) {
    user.git("mv", from, to);
    head = user.commit("moved");
    return this;
  }

  Repository repository() {
    return new GitRepositories(home, new OsProcessRunner(), user.environment()).open(user.root());
  }

  Subject subject() {
    var repository = repository();
    var diff = UnifiedDiff.parse(repository.diff(base, head));
    var files = new HashMap<String, String>();
    diff.files().stream()
        .filter(FileChange::exists)
        .forEach(file ->
            repository
                .read(head, file.path(), 1 << 20)
                .ifPresent(
                    bytes -> files.put(file.path(), new String(bytes, StandardCharsets.UTF_8))));
    var trees = new Trees(repository.tree(base), repository.tree(head));
    return new Subject(diff, files, Optional.empty(), Optional.of(trees));
  }
}
