package dev.parley.codebase;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Profiles of one repository by commit, the user's own commands in force. Thread-safe. */
public final class CodebaseProfiles {

  private static final int KEPT = 64;

  private final Function<String, CodebaseProfile> profiler;
  private final Optional<List<RepositoryCommand>> checks;
  private final Optional<List<RepositoryCommand>> setup;
  private final ConcurrentHashMap<String, CodebaseProfile> known = new ConcurrentHashMap<>();

  /**
   * Profiles made by the function given, each once.
   *
   * @param checks the user's, in place of those found
   * @param setup likewise
   */
  public CodebaseProfiles(
      Function<String, CodebaseProfile> profiler,
      Optional<List<RepositoryCommand>> checks,
      Optional<List<RepositoryCommand>> setup) {
    this.profiler = profiler;
    this.checks = checks;
    this.setup = setup;
  }

  /** The profile at a commit. */
  public CodebaseProfile at(String commit) {
    if (known.size() > KEPT) {
      known.clear();
    }
    return known.computeIfAbsent(commit, c -> overridden(profiler.apply(c)));
  }

  /**
   * What a change is verified with: the checks of the commit the run started from, which no agent
   * could touch; those of the change itself only where the start had none.
   */
  public CodebaseProfile gating(String start, String changed) {
    var trusted = at(start);
    var current = at(changed);
    var checksInForce = trusted.checks().isEmpty() ? current.checks() : trusted.checks();
    return new CodebaseProfile(
        changed,
        current.files(),
        current.languages(),
        current.setup(),
        checksInForce,
        current.conventions(),
        current.notes());
  }

  private CodebaseProfile overridden(CodebaseProfile found) {
    return new CodebaseProfile(
        found.commit(),
        found.files(),
        found.languages(),
        setup.orElse(found.setup()),
        checks.orElse(found.checks()),
        found.conventions(),
        found.notes());
  }
}
