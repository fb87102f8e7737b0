package dev.parley.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.wiring.ReviewWiring;
import dev.parley.review.AnalysisCache;
import dev.parley.review.ReviewGate;
import dev.parley.review.Waivers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The gate without a model on the whole corpus: what is published of it is what it does. After a
 * change of rules, {@code -Dparley.record=true} writes the page.
 */
class QualityPageTest {

  private static final Path PAGE = Path.of("..", "docs", "review-quality.md");
  private static final String BEGIN =
      "<!-- measured by parley bench review; held by QualityPageTest -->\n\n";
  private static final String END = "\n## With a model";

  private static BenchReport report;

  @BeforeAll
  static void judgeAll() {
    var gate =
        new ReviewGate(
            ReviewWiring.floor(AnalysisCache.NONE),
            Optional.empty(),
            Waivers.NONE,
            ReviewGate.OnUnavailable.WAIT);
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    report =
        new BenchJob(gate, ReviewWiring.WITHOUT_STORE, Map.of("PATH", path))
            .run(new BenchJob.Wish(Optional.empty(), "all", Optional.empty()), _ -> {});
  }

  @Test
  void thePageSaysWhatTheGateDoes() throws IOException {
    String page = Files.readString(PAGE);
    String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    String after = page.substring(page.indexOf(END));
    String now = before + String.join("\n", report.markdown()) + "\n" + after;
    if (Boolean.getBoolean("parley.record")) {
      Files.writeString(PAGE, now);
    }

    assertThat(Files.readString(PAGE)).as("written by -Dparley.record=true").isEqualTo(now);
  }

  @Test
  void cleanChangesAreHardlyEverBlockedAndEveryFindingIsWhereItSays() {
    assertThat(report.total().falseBlocks()).isLessThanOrEqualTo(0.05);
    assertThat(report.total().anchors()).isEqualTo(1.0);
    assertThat(report.whole()).isTrue();
  }
}
