package dev.parley.adapters.gitcli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes Parley's bare clone of a user repository, and brings it up to date. */
final class BareClone {

  /** A clone may copy many gigabytes. */
  private static final Duration TIMEOUT = Duration.ofMinutes(60);

  /** The whole configuration beside what git itself writes. */
  private static final Map<String, String> CONFIGURATION =
      new TreeMap<>(
          Map.of(
              "core.hooksPath", "/dev/null",
              "core.logAllRefUpdates", "false",
              "core.autocrlf", "false",
              "core.fsmonitor", "false",
              "gc.auto", "0",
              "maintenance.auto", "false"));

  /**
   * What builds leave behind where a repository has no {@code .gitignore} for it. It is no part of
   * anybody's change; a tracked file of such a name still is.
   */
  private static final String BUILD_OUTPUT =
      """
      __pycache__/
      *.py[cod]
      .pytest_cache/
      .mypy_cache/
      .ruff_cache/
      .venv/
      node_modules/
      .gradle/
      *.class
      /target/
      /*/target/
      """;

  private final CloneLocation location;
  private final Git git;

  /**
   * @param git in the folder that holds all clones
   */
  BareClone(CloneLocation location, Git git) {
    this.location = location;
    this.git = git.within(TIMEOUT);
  }

  /** Call with the location's lock held. */
  Path refresh(UserCheckout checkout) {
    if (!Files.isDirectory(location.cloneFolder())) {
      make(checkout);
    }
    fetch(checkout);
    return location.cloneFolder();
  }

  /** Built beside its place and renamed, so that a clone that is there is whole. */
  private void make(UserCheckout checkout) {
    checkout.requireComplete();
    var unfinished = location.cloneFolder().resolveSibling(location.key() + ".unfinished");
    Disk.remove(unfinished);
    git.output(
        "clone",
        "--quiet",
        "--bare",
        "--template=",
        "--dissociate",
        "--no-tags",
        checkout.git().folder().toString(),
        unfinished.toString());
    Disk.write(Disk.folder(unfinished.resolve("info")).resolve("exclude"), BUILD_OUTPUT);
    var made = git.with("GIT_DIR", unfinished);
    CONFIGURATION.forEach((key, value) -> made.output("config", key, value));
    made.outputOf(deletions(made), List.of("update-ref", "--stdin"));
    Disk.move(unfinished, location.cloneFolder());
  }

  private static String deletions(Git made) {
    return made.output("for-each-ref", "--format=delete %(refname)");
  }

  /**
   * The user's branches become remote ones, as in any clone; their tags stay tags, since builds ask
   * {@code git describe}. What Parley itself brought there is not fetched back.
   */
  private void fetch(UserCheckout checkout) {
    git.with("GIT_DIR", location.cloneFolder())
        .output(
            "fetch",
            "--quiet",
            "--prune",
            "--force",
            "--no-tags",
            "--update-shallow",
            "--no-write-fetch-head",
            "--no-auto-maintenance",
            "--no-recurse-submodules",
            checkout.git().folder().toString(),
            "+HEAD:refs/parley-user/HEAD",
            "+refs/heads/*:refs/remotes/origin/*",
            "+refs/tags/*:refs/tags/*",
            "^refs/heads/parley/*");
  }
}
