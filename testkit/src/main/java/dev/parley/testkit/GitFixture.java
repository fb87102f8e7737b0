package dev.parley.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real repository of a user who calls herself Ada, on branch {@code main}. The same calls give
 * the same commit ids on every machine: nothing of the real user's configuration applies.
 */
public final class GitFixture {

  public static final String AUTHOR_NAME = "Ada Lovelace";
  public static final String AUTHOR_EMAIL = "ada@example.org";

  private static final Instant FIRST_COMMIT = Instant.parse("2026-01-01T00:00:00Z");
  private static final int SECONDS_APART = 60;

  private final Path root;
  private int commits;

  private GitFixture(Path root) {
    this.root = root;
  }

  /** Makes an empty repository in a folder, which may not exist yet. */
  public static GitFixture create(Path folder) {
    try {
      Files.createDirectories(folder);
      var fixture = new GitFixture(folder.toRealPath());
      fixture.git("init", "--quiet", "--initial-branch=main");
      fixture.git("config", "user.name", AUTHOR_NAME);
      fixture.git("config", "user.email", AUTHOR_EMAIL);
      return fixture;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A repository with one commit of a {@code README.md}. */
  public static GitFixture withOneCommit(Path folder) {
    var fixture = create(folder);
    fixture.write("README.md", "# Sample\n").commit("Start");
    return fixture;
  }

  public Path root() {
    return root;
  }

  /**
   * The environment in which this user would start Parley: no configuration but the repository's.
   */
  public Map<String, String> environment() {
    var environment = new HashMap<String, String>();
    environment.put("PATH", Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin"));
    environment.put("HOME", root.resolve(".git").resolve("no-home").toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    return environment;
  }

  /** Writes a file of the work tree, with the folders it needs. */
  public GitFixture write(String path, String text) {
    return write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public GitFixture write(String path, byte[] bytes) {
    try {
      var file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public GitFixture delete(String path) {
    try {
      Files.delete(root.resolve(path));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits all files of the work tree, a minute after the last commit; gives the commit's id. */
  public String commit(String message) {
    git("add", "--all", "--force");
    git("commit", "--quiet", "--allow-empty", "--message", message);
    commits++;
    return head();
  }

  public String head() {
    return git("rev-parse", "HEAD");
  }

  /** Makes a branch at the current commit and changes to it. */
  public GitFixture branch(String name) {
    git("checkout", "--quiet", "-b", name);
    return this;
  }

  public GitFixture checkout(String revision) {
    git("checkout", "--quiet", revision);
    return this;
  }

  /**
   * Runs git in the work tree.
   *
   * @return its standard output without surrounding white space
   * @throws IllegalStateException with git's words if it fails
   */
  public String git(String... arguments) {
    return gitIn(root, arguments);
  }

  /** The same in another folder, with this user's environment. */
  public String gitIn(Path folder, String... arguments) {
    var argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(arguments));
    var builder = new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment());
    var date = FIRST_COMMIT.plusSeconds((long) SECONDS_APART * commits).toString();
    builder.environment().putAll(Map.of("GIT_AUTHOR_DATE", date, "GIT_COMMITTER_DATE", date));
    try {
      var process = builder.start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(argv + ": " + output);
      }
      return output.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + argv, e);
    }
  }

  /**
   * All that Parley must leave alone, byte for byte; take it before and after, and compare. See
   * {@link CheckoutState}.
   */
  public CheckoutState state() {
    return CheckoutState.of(root);
  }
}
