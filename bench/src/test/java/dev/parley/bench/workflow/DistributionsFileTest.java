package dev.parley.bench.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionsFileTest {

  @Test
  void readsTheStatedDistributions() {
    var stated = Stated.distributions();

    assertThat(stated.workload().tasks()).isEqualTo(60);
    assertThat(stated.workload().shapes()).hasSize(6);
    assertThat(stated.failures().maxAttempts()).isEqualTo(3);
    assertThat(stated.bounds().slots()).isEqualTo(4);
    assertThat(stated.calls().number()).isInstanceOf(Spread.Quantiles.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"first\": 0.26 | \"frist\": 0.26 | unknown field \"frist\"",
        "\"first\": 0.26 | \"first\": 1.5 | \"first\" is out of range",
        "\"first\": 0.26 | \"first\": \"often\" | \"first\" must be a number, not a text",
        "\"blind_retry\": 0.60 | \"blind_retry\": 0.1 | less likely to be rejected again",
        "\"feedback_retry\": 0.30 | \"feedback_retry\": 0.9 | feedback makes rejection likelier",
        "\"max_attempts\": 3 | \"max_attempts\": 2.5 | \"max_attempts\" is no whole number",
        "\"chains\" | \"chain\" | unknown shape chain",
        "[7, 10, 12 | [7, 10, 9 | no quantile",
        "\"log_normal\" | \"lognormal\" | unknown field \"lognormal\"",
        "\"slots\": 4 | \"slots\": 0 | \"slots\" is out of range",
      })
  void saysWhereAFileIsWrong(String piece, String other, String message) {
    var text = Stated.text();
    assertThat(text).contains(piece);
    var lines = text.lines().toList();
    var line = lines.stream().filter(l -> l.contains(piece)).findFirst().orElseThrow();

    assertThatThrownBy(() -> Stated.with(piece, other))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("d.json:" + (lines.indexOf(line) + 1) + ":")
        .hasMessageContaining(message);
  }

  @Test
  void namesTheFieldThatWasProbablyMeant() {
    assertThatThrownBy(() -> Stated.with("\"first\"", "\"frist\""))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().remedy()).isEqualTo("Did you mean \"first\"?"));
  }

  @Test
  void takesTasksOfTheUsersOwn() {
    var given =
        Stated.with(
            "\"tasks\": 60,",
            """
            "given": [{"id": "A", "files": ["a"], "module": "m"},
                      {"id": "B", "dependencies": ["A"]}],\
            """);

    assertThat(new World(given, 1).works())
        .extracting(work -> work.id() + " " + work.dependencies() + " " + work.family())
        .containsExactly("A [] m", "B [A] ");
  }

  @Test
  void refusesTasksThatWaitForEachOther() {
    assertThatThrownBy(() ->
            Stated.with(
                "\"tasks\": 60,",
                """
                "given": [{"id": "A", "dependencies": ["B"]},
                          {"id": "B", "dependencies": ["A"]}],\
                """))
        .hasMessageContaining("depends on itself");
  }
}
