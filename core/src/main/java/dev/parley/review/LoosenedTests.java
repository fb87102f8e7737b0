package dev.parley.review;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tests that assert less than before, and coverage that needs to reach less than before. */
final class LoosenedTests {

  private static final Pattern ASSERTION =
      Pattern.compile(
          "\\bassert\\w*!?\\s{0,3}[.(]|^\\s*assert\\b|\\bexpect\\w*\\(|\\.should\\b"
              + "|\\brequire\\.[A-Z]\\w*\\(|\\bt\\.(?:Error|Fatal)f?\\(|\\bverify\\(");
  private static final Pattern TEST_BEGINS =
      Pattern.compile(
          "@(?:Test|ParameterizedTest|RepeatedTest|Property)\\b|\\bdef test_|^func Test"
              + "|^\\s*#\\[(?:tokio::)?test\\]|^\\s*(?:it|test|describe)(?:\\.each)?\\s{0,3}[(`]");

  /** Asserts nothing that could fail. */
  private static final Pattern TRIVIAL =
      Pattern.compile(
          "^\\s*(?:self\\.|this\\.|Assert(?:ions)?\\.)?(?:assertTrue\\(\\s*[tT]rue\\s*[),]"
              + "|assertFalse\\(\\s*[fF]alse\\s*[),]"
              + "|expect\\(\\s*(?:true|1)\\s*\\)\\.to(?:Be|Equal)\\(\\s*(?:true|1)\\s*\\)"
              + "|assert (?:True|1)\\s*(?:,|#|$)|assert!\\(\\s*true\\s*[),]"
              + "|assertThat\\(\\s*true\\s*\\)\\.isTrue\\(\\))");

  private static final Pattern THRESHOLD =
      Pattern.compile(
          "[\"']?((?:cov[-_]?)?fail[-_]?under|--cov-fail-under|coverageThreshold|minimumCoverage"
              + "|minimum|threshold|target|lines|branches|functions|statements|check-coverage)"
              + "[\"']?\\s{0,3}[:=>]{1,2}\\s{0,3}[\"']?(\\d{1,3}(?:\\.\\d{1,4})?)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern COVERAGE_FILE =
      Pattern.compile(
          "(?:^|/)(?:package\\.json|pom\\.xml|build\\.gradle(?:\\.kts)?|pyproject\\.toml|setup\\.cfg"
              + "|tox\\.ini|\\.coveragerc|\\.?codecov\\.ya?ml|\\.nycrc[^/]*|\\.c8rc[^/]*"
              + "|(?:jest|vitest|vite|karma|nyc)[^/]*\\.(?:[cm]?[jt]s|json)|Makefile)$");

  private static final Pattern IF = Pattern.compile("^\\s*(?:\\}\\s*else )?if\\b");
  private static final int LINES_UNDER_IF = 4;

  private LoosenedTests() {}

  /**
   * Hunks of tests that lost an assertion and got none instead, and assertions that cannot fail.
   */
  static Stream<Rule.Hit> assertions(Analyser.Subject subject) {
    if (WeakenedTests.asks(subject.task()) || WeakenedTests.isAboutTests(subject)) {
      return Stream.empty();
    }
    Set<String> added =
        subject.diff().files().stream()
            .flatMap(FileChange::added)
            .map(line -> line.text().strip())
            .collect(Collectors.toSet());
    var tests =
        subject.diff().files().stream()
            .filter(file -> file.exists() && WeakenedTests.isTest(file.path()))
            .toList();
    var lost =
        tests.stream()
            .flatMap(
                file -> file.hunks().stream().flatMap(hunk -> lost(file, hunk, added).stream()));
    var trivial =
        AddedLine.of(subject.diff())
            .filter(line -> WeakenedTests.isTest(line.file().path()))
            .filter(line -> TRIVIAL.matcher(line.text()).find())
            .map(line -> Rule.Hit.at(line, "This asserts nothing that could fail."));
    var conditional =
        tests.stream().flatMap(file -> file.hunks().stream().flatMap(hunk -> moved(file, hunk)));
    return Stream.of(lost, trivial, conditional).flatMap(hits -> hits);
  }

  /** Assertions that stand under a new condition, so that they are only made at times. */
  private static Stream<Rule.Hit> moved(FileChange file, Hunk hunk) {
    var removed = lines(hunk, DiffLine.Kind.REMOVED).filter(LoosenedTests::asserts).toList();
    var added = lines(hunk, DiffLine.Kind.ADDED).toList();
    return IntStream.range(1, added.size())
        .filter(i -> asserts(added.get(i)))
        .filter(i ->
            removed.stream()
                .anyMatch(line ->
                    line.text().strip().equals(added.get(i).text().strip())
                        && indent(line) < indent(added.get(i))))
        .filter(i ->
            added.subList(Math.max(0, i - LINES_UNDER_IF), i).stream()
                .anyMatch(
                    line -> IF.matcher(line.text()).find() && indent(line) < indent(added.get(i))))
        .mapToObj(i ->
            new Rule.Hit(
                file.path(),
                added.get(i).newLine(),
                added.get(i).text(),
                "This assertion stands under a condition now, which the task does not ask for."));
  }

  private static int indent(DiffLine line) {
    return line.text().length() - line.text().stripLeading().length();
  }

  private static Optional<Rule.Hit> lost(FileChange file, Hunk hunk, Set<String> addedAnywhere) {
    boolean replaced = lines(hunk, DiffLine.Kind.ADDED).anyMatch(LoosenedTests::asserts);
    boolean wholeTest =
        lines(hunk, DiffLine.Kind.REMOVED)
            .anyMatch(line -> TEST_BEGINS.matcher(line.text()).find());
    if (replaced || wholeTest) {
      return Optional.empty();
    }
    return lines(hunk, DiffLine.Kind.REMOVED)
        .filter(LoosenedTests::asserts)
        .filter(line -> !addedAnywhere.contains(line.text().strip()))
        .findFirst()
        .map(line ->
            new Rule.Hit(
                file.path(),
                next(hunk, line),
                "",
                "An assertion is gone, which the task does not ask for: " + line.text().strip()));
  }

  private static boolean asserts(DiffLine line) {
    return ASSERTION.matcher(line.text()).find();
  }

  /** The line of the new file that stands where a removed one stood. */
  private static int next(Hunk hunk, DiffLine removed) {
    int line = hunk.newStart();
    for (DiffLine each : hunk.lines()) {
      if (each.equals(removed)) {
        return line;
      }
      line = each.newLine() > 0 ? each.newLine() : line;
    }
    return line;
  }

  /** Thresholds of coverage that are lower than before, or gone. */
  static Stream<Rule.Hit> thresholds(Analyser.Subject subject) {
    return subject.diff().files().stream()
        .filter(file -> file.exists() && COVERAGE_FILE.matcher(file.path()).find())
        .flatMap(file -> file.hunks().stream().flatMap(hunk -> lowered(file, hunk)));
  }

  private static Stream<Rule.Hit> lowered(FileChange file, Hunk hunk) {
    Map<String, Double> before = new HashMap<>();
    lines(hunk, DiffLine.Kind.REMOVED).forEach(line -> threshold(line, before));
    if (before.isEmpty()) {
      return Stream.empty();
    }
    List<DiffLine> added = lines(hunk, DiffLine.Kind.ADDED).toList();
    return added.stream()
        .flatMap(line -> {
          Map<String, Double> now = new HashMap<>();
          threshold(line, now);
          return now.entrySet().stream()
              .filter(entry -> entry.getValue() < before.getOrDefault(entry.getKey(), 0.0))
              .map(entry ->
                  new Rule.Hit(
                      file.path(),
                      line.newLine(),
                      line.text(),
                      "A threshold of coverage is lowered from %s to %s."
                          .formatted(before.get(entry.getKey()), entry.getValue())));
        });
  }

  private static void threshold(DiffLine line, Map<String, Double> found) {
    var matcher = THRESHOLD.matcher(line.text());
    while (matcher.find()) {
      found.merge(
          matcher.group(1).toLowerCase(java.util.Locale.ROOT),
          Double.parseDouble(matcher.group(2)),
          Math::max);
    }
  }

  private static Stream<DiffLine> lines(Hunk hunk, DiffLine.Kind kind) {
    return hunk.lines().stream().filter(line -> line.kind() == kind);
  }
}
