package dev.parley.verification.testreport;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Errors of compilers and linters, each known by its file and words but not by its line, which
 * moves with every edit above it. The same words twice in one file are told apart by their number.
 */
public final class Diagnostics {

  private static final String FILE = "((?:[A-Za-z]:)?[^\\s:(\\[]+\\.[A-Za-z]{1,5})";

  /** Maven, tsc in both its forms, gcc, clang, javac, kotlinc: they say that it is an error. */
  private static final List<Pattern> COMPILERS =
      List.of(
          Pattern.compile("^\\[ERROR\\] " + FILE + ":\\[\\d+(?:,\\d+)?\\] (.+)$"),
          Pattern.compile("^" + FILE + "\\(\\d+,\\d+\\): error (.+)$"),
          Pattern.compile("^(?:e: )?" + FILE + ":\\d+:(?:\\d+:)? (?:fatal )?error: (.+)$"),
          Pattern.compile("^" + FILE + ":\\d+:\\d+ - error (.+)$"));

  /** go, ruff, flake8, mypy, pylint, shellcheck's gcc form: a place and words. */
  private static final List<Pattern> LINTERS =
      List.of(
          Pattern.compile("^(?:vet: )?" + FILE + ":\\d+:(?:\\d+:)? (.+)$"),
          Pattern.compile("^\\[(?:ERROR|WARN)\\] " + FILE + ":\\d+:(?:\\d+:)? (.+)$"));

  private static final Pattern RUST = Pattern.compile("^(error(?:\\[E\\d+\\])?: .+)$");
  private static final Pattern RUST_PLACE = Pattern.compile("^ *--> " + FILE + ":\\d+:\\d+$");
  private static final Pattern STYLISH_FILE = Pattern.compile("^" + FILE + "$");
  private static final Pattern STYLISH =
      Pattern.compile("^ +\\d+:\\d+ +(error|warning) +(.+?)(?: {2,}(\\S+))?$");
  private static final Pattern NO_ERROR = Pattern.compile("^(?:note|info|warning|help): .*");

  /** A line that names file and place itself: the same line again is the same complaint. */
  private static final Pattern COMPLETE = Pattern.compile("^(?:\\[\\w+\\] )?" + FILE + "[:(]");

  private static final int MAX = 5_000;

  private final boolean linters;
  private final Map<String, String> found = new LinkedHashMap<>();

  /** ESLint may be told to fail for these; they count only if it found nothing worse. */
  private final Map<String, String> warnings = new LinkedHashMap<>();

  private String stylishFile = "";

  private Diagnostics(boolean linters) {
    this.linters = linters;
  }

  /**
   * What was complained of.
   *
   * @param linters whether a place and words are enough; builds and tests print such lines of
   *     things that are no reason to fail
   * @return message by id, in order
   */
  public static Map<String, String> in(String output, boolean linters) {
    var diagnostics = new Diagnostics(linters);
    var lines = TestOutput.lines(output);
    var seen = new HashSet<String>();
    for (int i = 0; i < lines.size() && diagnostics.found.size() < MAX; i++) {
      String line = lines.get(i).stripTrailing();
      // Maven says all of it again at its end.
      boolean again = COMPLETE.matcher(line).find() && !seen.add(line);
      if (!again) {
        diagnostics.line(line, i + 1 < lines.size() ? lines.get(i + 1).stripTrailing() : "");
      }
    }
    return diagnostics.found.isEmpty() ? diagnostics.warnings : diagnostics.found;
  }

  private void line(String line, String next) {
    if (first(COMPILERS, line) || (linters && first(LINTERS, line))) {
      return;
    }
    var rust = RUST.matcher(line);
    var place = RUST_PLACE.matcher(next);
    if (rust.matches() && place.matches()) {
      add(found, place.group(1), rust.group(1));
      return;
    }
    if (linters) {
      stylish(line);
    }
  }

  private boolean first(List<Pattern> patterns, String line) {
    for (var pattern : patterns) {
      var matcher = pattern.matcher(line);
      if (matcher.matches()) {
        Optional.of(matcher.group(2))
            .filter(words -> !NO_ERROR.matcher(words).matches())
            .ifPresent(words -> add(found, matcher.group(1), words));
        return true;
      }
    }
    return false;
  }

  /** ESLint's default: the file on a line of its own, its errors below. */
  private void stylish(String line) {
    var file = STYLISH_FILE.matcher(line);
    var error = STYLISH.matcher(line);
    if (file.matches()) {
      stylishFile = file.group(1);
    } else if (line.isBlank()) {
      stylishFile = "";
    } else if (!stylishFile.isEmpty() && error.matches()) {
      String rule = error.group(3) == null ? "" : " (" + error.group(3) + ")";
      var into = error.group(1).equals("error") ? found : warnings;
      add(into, stylishFile, error.group(2) + rule);
    }
  }

  private static void add(Map<String, String> found, String file, String words) {
    String id = (file.startsWith("./") ? file.substring(2) : file) + ": " + words.strip();
    String unique = id;
    for (int count = 2; found.containsKey(unique) && count < MAX; count++) {
      unique = id + " (" + count + ")";
    }
    found.putIfAbsent(unique, words.strip());
  }
}
