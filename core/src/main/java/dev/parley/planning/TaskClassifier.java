package dev.parley.planning;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells the type of a task whose plan gives none, by its files and its words. Pure. */
public final class TaskClassifier {

  private static final Pattern TEST_FILE =
      Pattern.compile(
          "(^|/)(tests?|__tests__|specs?)/|(^|/)test_[^/]*$|[_.-](test|tests|spec)\\.[a-z]+$"
              + "|[a-z]Tests?\\.[a-z]+$");

  /** {@code Write unit tests for the parser}, but not {@code Add a page and test it}. */
  private static final Pattern TESTS_WANTED =
      Pattern.compile(
          "^\\W*(\\w+\\W+){0,3}(tests?|testing|test coverage|coverage)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Map<TaskType, Pattern> WORDS =
      new EnumMap<>(
          Map.of(
              TaskType.REFACTORING,
              words(
                  "refactor|clean ?up|restructur|renam|simplif|deduplicat|extract|reorgani[sz]"
                      + "|split|inlin|modulari[sz]"),
              TaskType.CREATION,
              words("creat|add|new|implement|introduc|build|generat|scaffold|write"),
              TaskType.MODIFICATION,
              words(
                  "fix|chang|updat|modif|correct|improv|repair|support|remov|delet|allow|handl"
                      + "|upgrad|bug|extend|adjust|replac")));

  /** Of longer descriptions only the beginning is read. */
  private static final int MAX_CHARS = 2_000;

  private TaskClassifier() {}

  /**
   * The type. Files say more than words, the title more than the description; what says nothing is
   * a modification.
   */
  public static TaskType classify(
      String title, String description, List<String> filesToCreate, List<String> filesToModify) {
    boolean creates = !filesToCreate.isEmpty();
    boolean modifies = !filesToModify.isEmpty();
    if ((creates || modifies) && onlyTests(filesToCreate) && onlyTests(filesToModify)) {
      return TaskType.TESTING;
    }
    var said = byWords(title).or(() -> byWords(description)).orElse(TaskType.MODIFICATION);
    if (creates && !modifies && said != TaskType.REFACTORING) {
      return TaskType.CREATION;
    }
    return modifies && said == TaskType.CREATION ? TaskType.MODIFICATION : said;
  }

  /** By the keyword that stands first. */
  private static Optional<TaskType> byWords(String text) {
    var read = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
    int first = Integer.MAX_VALUE;
    Optional<TaskType> type = Optional.empty();
    for (var entry : WORDS.entrySet()) {
      var matcher = entry.getValue().matcher(read);
      if (matcher.find() && matcher.start() < first) {
        first = matcher.start();
        type = Optional.of(entry.getKey());
      }
    }
    boolean builds = type.isEmpty() || type.get() == TaskType.CREATION;
    return builds && TESTS_WANTED.matcher(read).find() ? Optional.of(TaskType.TESTING) : type;
  }

  private static boolean onlyTests(List<String> files) {
    return files.stream().allMatch(file -> TEST_FILE.matcher(file).find());
  }

  private static Pattern words(String stems) {
    return Pattern.compile("\\b(" + stems + ")\\w{0,5}\\b", Pattern.CASE_INSENSITIVE);
  }
}
