package dev.parley.review.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.review.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in {@code docs/review.md} is written by {@code -Dparley.record=true}. */
class PublishedFloorRulesTest {

  private static final Path DOCUMENT = Path.of("../docs/review.md");
  private static final String BEGIN =
      "<!-- rules of the floor: written by PublishedFloorRulesTest -->\n";
  private static final String END = "<!-- end of the rules of the floor -->";

  @Test
  void findsByTheRulesThatArePublished() throws IOException {
    String text = Files.readString(DOCUMENT);
    int from = text.indexOf(BEGIN) + BEGIN.length();
    int to = text.indexOf(END);
    if (Boolean.getBoolean("parley.record")) {
      Files.writeString(DOCUMENT, text.substring(0, from) + table() + text.substring(to));
      return;
    }

    assertThat(text.substring(from, to)).isEqualTo(table());
  }

  private static String table() {
    return RuleText.all().rules().values().stream()
        .map(PublishedFloorRulesTest::row)
        .collect(
            Collectors.joining(
                "",
                """

                | rule | category | severity | by caller | languages | says |
                |---|---|---|---|---|---|
                """,
                "\n"));
  }

  private static String row(FloorRule rule) {
    String languages =
        rule.examples().stream()
            .map(FloorRule.Example::family)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s | %s | %s |%n"
        .formatted(
            rule.id(),
            rule.category(),
            rule.severity().wireName(),
            rule.unsure().map(Severity::wireName).orElse("-"),
            languages,
            rule.says().replace("|", "\\|"));
  }
}
