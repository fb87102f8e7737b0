package dev.parley.review.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.treesitter.TreeSitterReader;
import dev.parley.review.Severity;
import dev.parley.review.syntax.Language;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each rule's examples, which stand beside it. */
class RuleExamplesTest {

  private static final RuleBook BOOK = RuleText.all();
  private static final TreeSitterReader READER = new TreeSitterReader();

  @TestFactory
  Stream<DynamicTest> badExamplesAreFoundAndGoodOnesAreNot() {
    return BOOK.rules().values().stream()
        .flatMap(rule ->
            rule.examples().stream()
                .map(example ->
                    DynamicTest.dynamicTest(
                        "%s %s, line %d, %s"
                            .formatted(
                                rule.id(),
                                example.family(),
                                example.number(),
                                example.bad() ? "bad" : "good"),
                        () -> holds(rule, example))));
  }

  @Test
  void everyRuleHasBadAndGoodExamples() {
    assertThat(BOOK.rules().values())
        .allSatisfy(rule -> {
          assertThat(rule.examples()).anyMatch(FloorRule.Example::bad);
          assertThat(rule.examples()).anyMatch(example -> !example.bad());
          assertThat(rule.says()).isNotBlank();
        });
  }

  private static void holds(FloorRule rule, FloorRule.Example example) {
    var unit = READER.read(language(example.family()), example.code());
    var alarms = FileAnalysis.of(unit, BOOK, Map.of()).alarms();
    if (example.bad()) {
      assertThat(alarms).extracting(Alarm::rule).contains(rule.id());
    } else {
      assertThat(alarms)
          .extracting(Alarm::rule)
          .doesNotContain(rule.id())
          .allMatch(found -> !mayBlock(BOOK.rule(found)));
    }
  }

  private static boolean mayBlock(FloorRule rule) {
    boolean taste = rule.category().equals("style") || rule.category().equals("performance");
    return rule.severity() == Severity.HIGH || (rule.severity() == Severity.MEDIUM && !taste);
  }

  private static Language language(String family) {
    return switch (family) {
      case "java" -> Language.JAVA;
      case "js" -> Language.TYPESCRIPT;
      case "python" -> Language.PYTHON;
      case "go" -> Language.GO;
      case "rust" -> Language.RUST;
      default -> throw new IllegalArgumentException(family);
    };
  }
}
