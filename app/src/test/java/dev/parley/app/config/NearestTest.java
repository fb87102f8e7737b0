package dev.parley.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  private static final List<String> KNOWN =
      List.of("--agent", "--budget-usd", "--limits", "--max-parallel", "--model", "--repo");

  @ParameterizedTest
  @CsvSource({
    "--bugdet, --budget-usd",
    "--budget, --budget-usd",
    "--limit, --limits",
    "--maxparallel, --max-parallel",
    "--modle, --model",
    "--repository, --repo",
  })
  void findsWhatWasMeant(String written, String meant) {
    assertThat(Nearest.to(written, KNOWN)).contains(meant);
  }

  @Test
  void findsNothingAmongNothing() {
    assertThat(Nearest.to("x", List.of())).isEmpty();
  }
}
