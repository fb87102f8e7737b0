package dev.parley.adapters.gitcli;

import dev.parley.git.Identity;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.process.Completed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A user's work tree, seen through read-only git commands. */
final class UserCheckout {

  private static final Pattern IDENTITY = Pattern.compile("(.*) <(.*)> -?\\d+ [+-]\\d{4}");

  private final Git git;

  UserCheckout(Git git) {
    this.git = git;
  }

  Git git() {
    return git;
  }

  /**
   * @throws dev.parley.model.ProblemException NOT_A_REPOSITORY
   */
  Path root() {
    var arguments = List.of("rev-parse", "--is-inside-work-tree", "--show-toplevel");
    var completed = git.run(arguments);
    if (completed.stdout().startsWith("false\n")) {
      throw notARepository(
              git.folder() + " is inside a repository without a work tree",
              "Run parley in a work tree of it.")
          .raise();
    }
    if (!completed.succeeded()) {
      throw refused(completed, arguments).raise();
    }
    return Path.of(withoutLineEnd(completed.stdout().substring("true\n".length())));
  }

  /**
   * Refuses a repository that fetches files only when they are looked at: from such a one no clone
   * can be made without its server.
   *
   * @throws dev.parley.model.ProblemException GIT_FAILED
   */
  void requireComplete() {
    var filters = git.run("config", "--get-regexp", "^remote\\..*\\.partialclonefilter$");
    if (filters.succeeded()) {
      throw new Problem(
              Code.GIT_FAILED,
              git.folder() + " is a partial clone: it lacks files that only its server has",
              "Make a full clone (git clone without --filter) and run parley there.")
          .raise();
    }
  }

  /** The folder with the objects and refs that all work trees of the repository share. */
  Path commonFolder() {
    return Path.of(asked("rev-parse", "--path-format=absolute", "--git-common-dir"));
  }

  /**
   * @throws dev.parley.model.ProblemException NOT_A_REPOSITORY if there is no commit yet
   */
  String head() {
    return commit("HEAD")
        .orElseThrow(() ->
            notARepository(
                    "the repository in " + git.folder() + " has no commit yet",
                    "Make a first commit: git add . && git commit -m 'First commit'")
                .raise());
  }

  /** The commit a revision names there. */
  Optional<String> commit(String revision) {
    var completed =
        git.run("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
    return completed.succeeded() ? Optional.of(completed.stdout().strip()) : Optional.empty();
  }

  /** What all clones of the repository have in common: where it comes from, else where it lies. */
  String identity() {
    var origin = git.run("config", "--get", "remote.origin.url");
    String url = origin.stdout().strip();
    return origin.succeeded() && !url.isEmpty()
        ? url.replaceFirst("^([a-z+]+://)[^/@]*@", "$1").replaceFirst("(?:\\.git)?/?$", "")
        : commonFolder().toString();
  }

  /** Whom the user's configuration or environment names; never guessed from the host's name. */
  Optional<Identity> author() {
    var completed = git.run("-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT");
    var matcher = IDENTITY.matcher(completed.stdout().strip());
    return completed.succeeded() && matcher.matches()
        ? Optional.of(new Identity(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** Whether a work tree of the repository has the branch checked out. */
  boolean hasCheckedOut(String branch) {
    var list = git.output("worktree", "list", "--porcelain", "-z");
    return Git.fields(list).contains("branch refs/heads/" + branch);
  }

  private String asked(String... arguments) {
    var completed = git.run(arguments);
    if (completed.succeeded()) {
      return withoutLineEnd(completed.stdout());
    }
    throw refused(completed, List.of(arguments)).raise();
  }

  private Problem refused(Completed completed, List<String> arguments) {
    if (completed.stderr().contains("not a git repository")) {
      return notARepository(
          git.folder() + " is in no git repository",
          "Name one with --repo, or make one: git init && git add . && git commit");
    }
    return git.failure(completed, arguments).problem();
  }

  private static String withoutLineEnd(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private static Problem notARepository(String message, String remedy) {
    return new Problem(Code.NOT_A_REPOSITORY, message, remedy);
  }
}
