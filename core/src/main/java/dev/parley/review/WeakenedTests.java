package dev.parley.review;

import dev.parley.planning.CodingTask;
import dev.parley.planning.TaskType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tests that a change takes away or skips although its task does not ask for that. */
final class WeakenedTests {

  private static final Pattern TEST_FOLDER =
      Pattern.compile(
          "(?:^|/)(?:tests?|__tests__|specs?|src/(?:test(?:[A-Z][a-zA-Z]*)?|[a-zA-Z]+Test))/");
  private static final Pattern TEST_NAME =
      Pattern.compile(
          "(?:^|/)(?:test_[^/]*|conftest)\\.py$"
              + "|(?:_test|_spec)\\.[a-z]{1,4}$"
              + "|\\.(?:test|spec|e2e|cy)\\.[cm]?[jt]sx?$"
              + "|(?:Tests?|TestCase|IT|Spec)\\.(?:java|kt|groovy|scala|cs|swift|php)$");
  private static final Pattern CODE = Pattern.compile("\\.[a-zA-Z]{1,6}$");
  private static final Pattern NOT_CODE =
      Pattern.compile("\\.(?:md|txt|json|ya?ml|xml|csv|html|snap|png|svg|golden|properties)$");

  private static final Pattern SKIP =
      Pattern.compile(
          "@(?:Disabled|Ignore)\\b|@Test\\(enabled ?= ?false"
              + "|\\b(?:it|test|describe|context|suite)\\.(?:skip|only|fixme)\\b"
              + "|\\b(?:xit|xdescribe|xtest|xcontext|fit|fdescribe)\\s{0,3}\\("
              + "|@(?:pytest\\.mark|unittest)\\.(?:skip|xfail)|\\bpytest\\.skip\\("
              + "|\\b__test__\\s{0,3}=\\s{0,3}False\\b|\\bassumeTrue\\(\\s{0,3}false\\b"
              + "|\\bassumeFalse\\(\\s{0,3}true\\b|\\bAssumptions\\.abort\\("
              + "|\\bself\\.skipTest\\(|\\bt\\.Skip(?:f|Now)?\\(|^\\s*#\\[ignore\\b"
              + "|\\[(?:Fact|Theory)\\(Skip ?=|\\[Ignore\\b");

  private static final Pattern TEST =
      Pattern.compile(
          "^\\s*@(?:Test|ParameterizedTest|RepeatedTest|Property|TestFactory)\\b"
              + "|^\\s*(?:it|test)(?:\\.each)?\\s{0,3}[(`]"
              + "|^\\s*(?:async )?def test_|^func Test[A-Z_]|^\\s*#\\[(?:tokio::)?test\\]"
              + "|^\\s*\\[(?:Fact|Theory|Test|TestMethod)\\]|^\\s*(?:public )?function test[A-Z_]");

  private static final Pattern ASKED =
      Pattern.compile(
          "\\b(?:delet|remov|drop|retir|skip|disabl|replac|rewrit|consolidat|clean)[a-z]*\\b"
              + ".{0,80}?\\b(?:tests?|specs?)\\b"
              + "|\\b(?:tests?|specs?)\\b.{0,60}?\\b(?:delet|remov|dropp|skipp|disabl|obsolete)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern REMOVAL =
      Pattern.compile("\\b(?:delet|remov|drop|retir|replac|mov|merg)", Pattern.CASE_INSENSITIVE);

  private WeakenedTests() {}

  static boolean isTest(String path) {
    return CODE.matcher(path).find()
        && !NOT_CODE.matcher(path).find()
        && (TEST_NAME.matcher(path).find() || TEST_FOLDER.matcher(path).find());
  }

  static Stream<Rule.Hit> deletedFiles(Analyser.Subject subject) {
    var deleted =
        subject.diff().files().stream()
            .filter(file -> file.kind() == FileChange.Kind.DELETED)
            .toList();
    var renamedAway =
        subject.diff().files().stream()
            .filter(file -> file.kind() == FileChange.Kind.RENAMED && !isTest(file.path()));
    return Stream.concat(deleted.stream(), renamedAway)
        .filter(file -> isTest(file.oldPath()))
        .filter(file -> deleted.stream().noneMatch(other -> tests(file, other)))
        .filter(file -> !asksToDelete(subject.task(), file.oldPath()))
        .map(file ->
            new Rule.Hit(
                file.path(), 0, "", "A test file is gone, which the task does not ask for."));
  }

  static Stream<Rule.Hit> skipped(Analyser.Subject subject) {
    if (asks(subject.task())) {
      return Stream.empty();
    }
    return AddedLine.of(subject.diff())
        .filter(line -> isTest(line.file().path()) && SKIP.matcher(line.text()).find())
        .map(line -> Rule.Hit.at(line, "A test is skipped, which the task does not ask for."));
  }

  /** Fewer tests than before in the files that stay; a test that moved is counted on both sides. */
  static Stream<Rule.Hit> removed(Analyser.Subject subject) {
    var tests =
        subject.diff().files().stream()
            .filter(file -> file.exists() && isTest(file.path()))
            .toList();
    long lost = tests.stream().mapToLong(WeakenedTests::lost).sum();
    if (lost <= 0 || asks(subject.task()) || isAboutTests(subject.task(), tests)) {
      return Stream.empty();
    }
    return tests.stream()
        .max(Comparator.comparingLong(WeakenedTests::lost))
        .map(file ->
            new Rule.Hit(
                file.path(),
                0,
                "",
                "The change has %d fewer tests than before, which the task does not ask for."
                    .formatted(lost)))
        .stream();
  }

  private static long lost(FileChange file) {
    return count(file.removed()) - count(file.added());
  }

  private static long count(Stream<DiffLine> lines) {
    return lines.filter(line -> TEST.matcher(line.text()).find()).count();
  }

  /** Whether the one file is, by its name, the test of the other. */
  private static boolean tests(FileChange test, FileChange other) {
    String stem = stem(other.path());
    return !isTest(other.path()) && stem.length() > 1 && stem(test.oldPath()).contains(stem);
  }

  private static String stem(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  static boolean asks(Optional<CodingTask> task) {
    return task.map(TaskWords::of).filter(text -> ASKED.matcher(text).find()).isPresent();
  }

  private static boolean asksToDelete(Optional<CodingTask> task, String path) {
    return asks(task)
        || task.filter(t -> t.files().contains(path))
            .or(() -> task.filter(t -> TaskWords.of(t).contains(stem(path))))
            .filter(t -> REMOVAL.matcher(TaskWords.of(t)).find())
            .isPresent();
  }

  /** Whether the task is to work on the very tests that were changed. */
  static boolean isAboutTests(Analyser.Subject subject) {
    var tests =
        subject.diff().files().stream()
            .filter(file -> file.exists() && isTest(file.path()))
            .toList();
    return isAboutTests(subject.task(), tests);
  }

  private static boolean isAboutTests(Optional<CodingTask> task, List<FileChange> tests) {
    return task.filter(t -> t.type() == TaskType.TESTING || t.type() == TaskType.REFACTORING)
        .filter(t -> tests.stream().anyMatch(file -> t.files().contains(file.path())))
        .isPresent();
  }
}
