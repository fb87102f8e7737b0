package dev.parley.review.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.treesitter.TreeSitterReader;
import dev.parley.review.syntax.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Recall and false alarms on cases that were written after the rules. */
class UnseenCasesTest {

  private static final Map<String, Language> LANGUAGES =
      Map.of(
          "java", Language.JAVA,
          "js", Language.TYPESCRIPT,
          "python", Language.PYTHON,
          "go", Language.GO,
          "rust", Language.RUST);

  @Test
  void findsNearlyAllDefectsAndNoneInTheirCleanTwins(TestReporter reporter) throws IOException {
    var book = RuleText.all();
    var reader = new TreeSitterReader();
    var missed = new ArrayList<String>();
    var wrong = new ArrayList<String>();
    int pairs = 0;
    for (FloorRule rule : cases()) {
      for (FloorRule.Example each : rule.examples()) {
        var unit = reader.read(LANGUAGES.getOrDefault(each.family(), Language.JAVA), each.code());
        boolean found =
            FileAnalysis.of(unit, book, Map.of()).alarms().stream()
                .anyMatch(alarm -> alarm.rule().equals(rule.id()));
        pairs += each.bad() ? 1 : 0;
        if (found != each.bad()) {
          (found ? wrong : missed).add(rule.id() + " " + each.family() + ", line " + each.number());
        }
      }
    }
    reporter.publishEntry(
        "%d of %d found, %d false".formatted(pairs - missed.size(), pairs, wrong.size()));

    assertThat(pairs).isEqualTo(45);
    assertThat(missed).hasSizeLessThanOrEqualTo(1);
    assertThat(wrong).isEmpty();
  }

  private static List<FloorRule> cases() throws IOException {
    try (var in = UnseenCasesTest.class.getResourceAsStream("unseen.cases")) {
      assertThat(in).isNotNull();
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return List.copyOf(RuleText.parse(text).rules().values());
    }
  }
}
