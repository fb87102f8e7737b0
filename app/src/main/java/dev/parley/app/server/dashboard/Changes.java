package dev.parley.app.server.dashboard;

import dev.parley.adapters.gitcli.GitRepositories;
import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.app.files.Places;
import dev.parley.git.Repository;
import dev.parley.orchestrator.AttemptView;
import dev.parley.orchestrator.RunState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What attempts changed, from the trees that are kept of them. Thread-safe. */
final class Changes {

  private static final int REPOSITORIES_MAX = 64;
  private static final int DIFF_CHARACTERS = 1 << 20;

  private final GitRepositories repositories;
  private final Map<String, Repository> opened = new ConcurrentHashMap<>();

  Changes(Map<String, String> environment) {
    this.repositories =
        new GitRepositories(
            Places.of(environment).home(), new OsProcessRunner(), Map.copyOf(environment));
  }

  /**
   * What an attempt changed, and what was found in it.
   *
   * @return empty if nothing of it is kept
   * @throws dev.parley.model.ProblemException GIT_FAILED
   */
  Optional<DiffView> of(RunState state, AttemptView attempt) {
    return attempt
        .coded()
        .map(coded -> {
          var diff = repository(state.request().checkout()).diff(coded.base(), coded.commit());
          var cut = diff.substring(0, Math.min(diff.length(), DIFF_CHARACTERS));
          return DiffView.of(
              cut, attempt.verdict().map(verdict -> verdict.findings()).orElse(List.of()));
        });
  }

  private Repository repository(String checkout) {
    if (opened.size() > REPOSITORIES_MAX) {
      opened.clear();
    }
    return opened.computeIfAbsent(checkout, path -> repositories.open(Path.of(path)));
  }
}
