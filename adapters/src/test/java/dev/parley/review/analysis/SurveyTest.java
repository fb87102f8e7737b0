package dev.parley.review.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.treesitter.TreeSitterReader;
import dev.parley.review.Severity;
import dev.parley.review.syntax.Language;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * What is found in finished code. {@code -Dparley.survey=DIRECTORY} says which, {@code
 * -Dparley.survey.all=true} shows what does not block, too.
 */
class SurveyTest {

  /** A false block in so many lines is bearable. */
  private static final int LINES_PER_BLOCK = 3_000;

  private static final RuleBook BOOK = RuleText.all();
  private static final TreeSitterReader READER = new TreeSitterReader();

  private final List<String> blocking = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private long lines;

  @Test
  void finishedCodeIsHardlyEverHeldUp(TestReporter reporter) throws IOException {
    String given = System.getProperty("parley.survey", "");
    Path root = Path.of(given.isEmpty() ? "../core/src/main/java" : given);
    List<Path> files;
    try (var walk = Files.walk(root)) {
      files = walk.filter(Files::isRegularFile).filter(SurveyTest::counts).sorted().toList();
    }
    for (Path file : files) {
      survey(root, file);
    }
    reporter.publishEntry(
        "%d lines in %d files, %d blocking%n%s%n%s"
            .formatted(lines, files.size(), blocking.size(), counts, String.join("\n", blocking)));

    assertThat(lines).isPositive();
    if (given.isEmpty()) {
      assertThat(blocking).hasSizeLessThanOrEqualTo((int) (lines / LINES_PER_BLOCK));
    }
  }

  private static boolean counts(Path file) {
    String path = file.toString();
    return Language.of(path).isPresent()
        && !path.contains("/test/")
        && !path.contains("/tests/")
        && !path.contains("/node_modules/")
        && !path.contains("/dist/")
        && !path.contains(".min.");
  }

  private void survey(Path root, Path file) throws IOException {
    Language language = Language.of(file.toString()).orElseThrow();
    String text = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8);
    SourceUnit unit;
    try {
      unit = READER.read(language, text);
    } catch (UnreadableSourceException e) {
      return;
    }
    lines += text.lines().count();
    for (Alarm alarm : FileAnalysis.of(unit, BOOK, Map.of()).alarms()) {
      FloorRule rule = BOOK.rule(alarm.rule());
      counts.merge(rule.id(), 1, Integer::sum);
      if (Boolean.getBoolean("parley.survey.all") || blocks(rule, alarm)) {
        String line = text.lines().skip(Math.max(0, alarm.line() - 1)).findFirst().orElse("");
        blocking.add(
            "%s %s:%d %s".formatted(rule.id(), root.relativize(file), alarm.line(), line.strip()));
      }
    }
  }

  private static boolean blocks(FloorRule rule, Alarm alarm) {
    Severity severity = alarm.sure() ? rule.severity() : rule.unsure().orElse(Severity.LOW);
    boolean taste = rule.category().equals("style") || rule.category().equals("performance");
    return severity == Severity.HIGH || (severity == Severity.MEDIUM && !taste);
  }
}
