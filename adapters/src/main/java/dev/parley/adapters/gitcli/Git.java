package dev.parley.adapters.gitcli;

import dev.parley.model.ProblemException;
import dev.parley.process.Command;
import dev.parley.process.Completed;
import dev.parley.process.Confinement;
import dev.parley.process.ProcessRunner;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The git program at one folder, with an environment in which it does nothing unasked. */
record Git(
    ProcessRunner processes,
    Path folder,
    Map<String, String> environment,
    Duration timeout,
    Charset encoding) {

  /** More than any list of files or readable diff; an answer beyond it is refused, never cut. */
  static final int OUTPUT_LIMIT_BYTES = 128 * 1024 * 1024;

  static final Duration TIMEOUT = Duration.ofMinutes(10);

  /** Whatever a configuration file says, these hold. */
  private static final List<String> SETTINGS =
      List.of(
          "core.hooksPath=/dev/null",
          "core.fsmonitor=false",
          "core.quotePath=false",
          "core.excludesFile=/dev/null",
          "core.attributesFile=/dev/null",
          "gc.auto=0",
          "maintenance.auto=false",
          "fetch.writeCommitGraph=false",
          "protocol.file.allow=always");

  Git(ProcessRunner processes, Path folder, Map<String, String> environment) {
    this(processes, folder, environment, TIMEOUT, StandardCharsets.UTF_8);
  }

  Git with(String name, String value) {
    var more = new HashMap<>(environment);
    more.put(name, value);
    return new Git(processes, folder, Map.copyOf(more), timeout, encoding);
  }

  Git with(String name, Path value) {
    return with(name, value.toString());
  }

  Git within(Duration limit) {
    return new Git(processes, folder, environment, limit, encoding);
  }

  /** Output and input carry bytes, one in each char. */
  Git inBytes() {
    return new Git(processes, folder, environment, timeout, StandardCharsets.ISO_8859_1);
  }

  /** Runs to the end, whatever the exit code. */
  Completed run(String... arguments) {
    return feed("", OUTPUT_LIMIT_BYTES, List.of(arguments));
  }

  Completed run(List<String> arguments) {
    return feed("", OUTPUT_LIMIT_BYTES, arguments);
  }

  /** Runs with text on standard input, keeping that much of the output. */
  Completed feed(String stdin, int outputLimitBytes, List<String> arguments) {
    var argv = new ArrayList<String>();
    argv.add("git");
    SETTINGS.forEach(setting -> argv.addAll(List.of("-c", setting)));
    argv.addAll(arguments);
    return processes.run(
        new Command(
            argv,
            folder,
            environment,
            stdin,
            timeout,
            outputLimitBytes,
            Confinement.NONE,
            encoding));
  }

  /**
   * The whole output of a command that must succeed.
   *
   * @throws ProblemException GIT_FAILED, DISK_FULL
   */
  String output(String... arguments) {
    return outputOf("", List.of(arguments));
  }

  /** The same without the line end. */
  String line(String... arguments) {
    return output(arguments).strip();
  }

  String outputOf(String stdin, List<String> arguments) {
    return checked(feed(stdin, OUTPUT_LIMIT_BYTES, arguments), arguments);
  }

  /** The output, if the command succeeded and all of it is there. */
  String checked(Completed completed, List<String> arguments) {
    if (completed.succeeded() && !completed.truncated()) {
      return completed.stdout();
    }
    throw failure(completed, arguments).problem().raise();
  }

  /** The fields of an answer to a {@code -z}: each ended by a NUL. */
  static List<String> fields(String answer) {
    var fields = answer.split("\0", -1);
    return List.of(fields).subList(0, fields.length - 1);
  }

  GitFailure failure(Completed completed, List<String> arguments) {
    return new GitFailure(String.join(" ", arguments), folder, timeout, completed);
  }
}
