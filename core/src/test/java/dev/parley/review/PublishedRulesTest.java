package dev.parley.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PublishedRulesTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (high|medium|low) \\| (\\w+) \\|");

  @Test
  void findsByTheRulesThatArePublished() throws IOException {
    var published =
        ROW.matcher(Files.readString(Path.of("../docs/review.md")))
            .results()
            .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
            .toList();

    assertThat(published).endsWith("coverage high correctness");
    assertThat(RuleAnalyser.RULES)
        .extracting(rule -> rule.id() + " " + rule.severity().wireName() + " " + rule.category())
        .isEqualTo(published.subList(0, published.size() - 1));
  }
}
