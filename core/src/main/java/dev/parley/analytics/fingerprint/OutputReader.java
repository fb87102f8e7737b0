package dev.parley.analytics.fingerprint;

import dev.parley.analytics.fingerprint.Signature.Match;
import dev.parley.model.SecretText;
import dev.parley.process.PlainOutput;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds in what a tool printed the line that says why it failed. Pure and bounded. */
final class OutputReader {

  private static final int HEAD_CHARS = 16_384;
  private static final int TAIL_CHARS = 49_152;
  private static final int MASKED_CHARS = 262_144;
  private static final int MAX_LINES = 3_000;
  private static final int TIMED_OUT_EXIT = 124;
  private static final int NOT_EXECUTABLE_EXIT = 126;
  private static final int NOT_FOUND_EXIT = 127;
  private static final int KILLED_EXIT = 137;
  private static final int SEGFAULT_EXIT = 139;

  /** Words of a command that say what it looks for. */
  private static final Map<String, FailureClass> PURPOSES =
      Map.ofEntries(
          Map.entry("eslint", FailureClass.LINT),
          Map.entry("lint", FailureClass.LINT),
          Map.entry("ruff", FailureClass.LINT),
          Map.entry("flake8", FailureClass.LINT),
          Map.entry("pylint", FailureClass.LINT),
          Map.entry("mypy", FailureClass.COMPILE_ERROR),
          Map.entry("clippy", FailureClass.LINT),
          Map.entry("checkstyle", FailureClass.LINT),
          Map.entry("golangci-lint", FailureClass.LINT),
          Map.entry("prettier", FailureClass.FORMAT),
          Map.entry("spotless:check", FailureClass.FORMAT),
          Map.entry("fmt", FailureClass.FORMAT),
          Map.entry("gofmt", FailureClass.FORMAT),
          Map.entry("black", FailureClass.FORMAT),
          Map.entry("tsc", FailureClass.COMPILE_ERROR),
          Map.entry("javac", FailureClass.COMPILE_ERROR),
          Map.entry("compile", FailureClass.COMPILE_ERROR),
          Map.entry("build", FailureClass.COMPILE_ERROR),
          Map.entry("test", FailureClass.TEST_FAILURE),
          Map.entry("pytest", FailureClass.TEST_FAILURE),
          Map.entry("jest", FailureClass.TEST_FAILURE),
          Map.entry("vitest", FailureClass.TEST_FAILURE));

  /**
   * @param message masked; empty if nothing was printed
   * @param place masked frame or file inside the repository; empty if none is named
   */
  record Said(FailureClass kind, String message, String place) {}

  private OutputReader() {}

  static Said read(String command, int exitCode, boolean timedOut, String output) {
    if (timedOut || exitCode == TIMED_OUT_EXIT) {
      return new Said(FailureClass.TIMEOUT, "timed out", "");
    }
    var lines = lines(output);
    for (var level : Signature.IN_ORDER) {
      var match = first(level, lines);
      if (match.isPresent()) {
        return said(match.get(), command, exitCode, lines);
      }
    }
    String last = lines.reversed().stream().filter(line -> !line.isBlank()).findFirst().orElse("");
    return new Said(byExit(command, exitCode), Masks.of(last), "");
  }

  private static Said said(Match match, String command, int exitCode, List<String> lines) {
    var kind = match.kind() == FailureClass.UNKNOWN ? byExit(command, exitCode) : match.kind();
    String place =
        match.file().map(Frames::name).or(() -> Frames.innermost(lines)).map(Masks::of).orElse("");
    return new Said(kind, Masks.of(match.message()), place);
  }

  private static Optional<Match> first(List<Signature> level, List<String> lines) {
    for (Signature signature : level) {
      for (String line : lines) {
        var match = signature.match(line);
        if (match.isPresent()) {
          return match;
        }
      }
    }
    return Optional.empty();
  }

  private static FailureClass byExit(String command, int exitCode) {
    return switch (exitCode) {
      case NOT_EXECUTABLE_EXIT -> FailureClass.PERMISSION;
      case NOT_FOUND_EXIT -> FailureClass.MISSING_COMMAND;
      case KILLED_EXIT -> FailureClass.OUT_OF_MEMORY;
      case SEGFAULT_EXIT -> FailureClass.CRASH;
      default -> byPurpose(command);
    };
  }

  private static FailureClass byPurpose(String command) {
    for (String word :
        Masks.cut(command, Masks.MAX_LINE).toLowerCase(Locale.ROOT).split("\\s+", -1)) {
      var kind = PURPOSES.get(Frames.name(word));
      if (kind != null) {
        return kind;
      }
    }
    return FailureClass.UNKNOWN;
  }

  private static String ends(String text, int head, int tail) {
    int length = text.length();
    return length <= head + tail
        ? text
        : text.substring(0, head) + "\n" + text.substring(length - tail);
  }

  /** Of a long output beginning and end: causes stand at either. */
  private static List<String> lines(String output) {
    // Masked before anything is cut: half a secret has no shape any more.
    String masked = SecretText.masked(ends(output, MASKED_CHARS / 2, MASKED_CHARS / 2));
    String read = ends(masked, HEAD_CHARS, TAIL_CHARS);
    var lines = PlainOutput.of(read).lines().map(line -> Masks.cut(line, Masks.MAX_LINE)).toList();
    return lines.size() <= MAX_LINES
        ? lines
        : Stream.concat(
                lines.stream().limit(MAX_LINES / 3),
                lines.stream().skip(lines.size() - MAX_LINES * 2L / 3))
            .toList();
  }
}
