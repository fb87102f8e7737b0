package dev.parley.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedRequest;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a run's review found can be waived by whoever reads the run. */
class WaiversOfRunsTest extends WholeRuns {

  private static final Pattern FINGERPRINT = Pattern.compile("\"fingerprint\":\"([0-9a-f]{16})\"");

  @Override
  protected ScriptedAnswer reviews(ScriptedRequest request) {
    return ScriptedAnswer.text(
        """
        {"approved": true, "suggestions": [], "more": [], "issues": [{"severity": "low",
         "category": "style", "file": "T1.txt", "line": 1, "quote": "fine",
         "description": "It could be finer."}]}\
        """);
  }

  @Test
  void aFindingOfARunIsKnownByTheStore() throws IOException {
    var typed = run(1, "--json");
    assertThat(typed.exitCode()).as(typed.err()).isZero();
    var found = FINGERPRINT.matcher(typed.out());
    assertThat(found.find()).as(typed.out()).isTrue();

    var waived =
        shell.type("review", "--waive", found.group(1), "--reason", "It is fine as it is.");

    assertThat(waived.exitCode()).as(waived.err()).isZero();
    assertThat(shell.type("review", "--waive", "0123456789abcdef", "--reason", "r").exitCode())
        .isEqualTo(2);
  }
}
