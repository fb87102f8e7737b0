package dev.parley.adapters.gitcli;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.process.Completed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

/** A git command that did not do what it should, turned into words for the user. */
record GitFailure(String command, Path folder, Duration timeout, Completed completed) {

  private static final int MAX_LINES = 5;
  private static final int MAX_COMMAND_CHARS = 120;

  Problem problem() {
    var words = words();
    if (words.contains("No space left on device") || words.contains("Disk quota exceeded")) {
      return new Problem(
          Code.DISK_FULL, "git ran out of disk space in " + folder, "Free some space there.");
    }
    if (words.contains("dubious ownership")) {
      return dubiousOwnership(folder);
    }
    return new Problem(
        Code.GIT_FAILED, "git " + shortCommand() + " in " + folder + ": " + words, "");
  }

  static Problem dubiousOwnership(Path folder) {
    return new Problem(
        Code.GIT_FAILED,
        "git refuses to read " + folder + ", since it belongs to another user",
        "If you trust it: git config --global --add safe.directory " + folder);
  }

  private String words() {
    if (completed.timedOut()) {
      return "not done within " + timeout.toSeconds() + " s";
    }
    if (completed.truncated()) {
      return "the answer is larger than Parley can take";
    }
    var lines = completed.stderr().lines().filter(line -> !line.isBlank()).limit(MAX_LINES);
    var said = lines.collect(Collectors.joining("; "));
    return said.isEmpty() ? "exit code " + completed.exitCode() : said;
  }

  private String shortCommand() {
    return command.length() <= MAX_COMMAND_CHARS
        ? command
        : command.substring(0, MAX_COMMAND_CHARS) + "...";
  }
}
