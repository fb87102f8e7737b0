package dev.parley.app.demo;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.process.Command;
import dev.parley.process.Completed;
import dev.parley.process.Confinement;
import dev.parley.process.ProcessRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The sample's real git repository, with an author of its own and an edit that is not committed. It
 * needs no git configuration of the user's, and uses none.
 */
final class SampleCheckout {

  /** The tracked file in which somebody was in the middle of something. */
  static final String EDITED = "example.ledger";

  private static final String UNCOMMITTED =
      "2026-02-03 | Jonas |  3.10 | Sugar                   | Maya, Tom, Priya, Jonas\n";
  private static final Duration GIT_TIMEOUT = Duration.ofMinutes(1);
  private static final int GIT_OUTPUT_BYTES = 1 << 20;

  private final ProcessRunner processes;
  private final Map<String, String> environment;
  private final Path root;

  private SampleCheckout(ProcessRunner processes, Map<String, String> environment, Path root) {
    this.processes = processes;
    this.environment = Map.copyOf(environment);
    this.root = root;
  }

  /**
   * The checkout in a folder, whether it is there or not.
   *
   * @param user the environment Parley was started in; only its PATH is used
   */
  static SampleCheckout at(Path root, ProcessRunner processes, Map<String, String> user) {
    var environment =
        new HashMap<>(
            Map.of(
                "HOME", root.toString(),
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_NOSYSTEM", "1",
                "LC_ALL", "C"));
    var path = user.get("PATH");
    if (path != null) {
      environment.put("PATH", path);
    }
    return new SampleCheckout(processes, environment, root);
  }

  /**
   * Writes the files, commits them on {@code main}, then edits {@link #EDITED}.
   *
   * @throws dev.parley.model.ProblemException TOOL_MISSING without git; ENVIRONMENT_FAILED if git
   *     refuses
   */
  void make(SortedMap<String, byte[]> files) {
    write(files);
    git("init", "--quiet", "--initial-branch=main");
    git("config", "user.name", "Maya Lindgren");
    git("config", "user.email", "maya@example.com");
    git("add", "--all");
    git("commit", "--quiet", "--message", "Keep the books of the tea kitchen");
    edit();
  }

  /** The edited file and what git says of the work tree: the same before and after a run. */
  String edited() {
    try {
      return Files.readString(root.resolve(EDITED)) + git("status", "--porcelain", "--branch");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(SortedMap<String, byte[]> files) {
    try {
      for (var file : files.entrySet()) {
        var path = root.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
        // A jar does not keep this bit.
        boolean _ = path.toFile().setExecutable(file.getKey().endsWith(".sh"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void edit() {
    try {
      Files.writeString(root.resolve(EDITED), UNCOMMITTED, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs git in the checkout and gives what it printed. */
  String git(String... arguments) {
    var argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(arguments));
    var completed =
        processes.run(
            new Command(
                argv, root, environment, "", GIT_TIMEOUT, GIT_OUTPUT_BYTES, Confinement.NONE));
    if (!completed.succeeded()) {
      throw failed(argv, completed).raise();
    }
    return completed.stdout();
  }

  private static Problem failed(List<String> argv, Completed completed) {
    return new Problem(
        Code.ENVIRONMENT_FAILED,
        "'%s' failed: %s".formatted(String.join(" ", argv), completed.stderr().strip()),
        "Git 2.38 or newer is needed; see: git --version");
  }
}
