package dev.parley.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What a run's commands say of failures that are new and of those that were there before. */
class ChecksToldApartTest extends WholeRuns {

  private static final String TESTS =
      """
      #!/bin/sh
      echo 1..2
      echo "not ok 1 - sums up the old ledger"
      if grep -rq broken --include='*.txt' .; then
        echo "not ok 2 - writes what is fine"
      else
        echo "ok 2 - writes what is fine"
      fi
      printf 'SF:T1.txt\\nDA:1,0\\nend_of_record\\n' > lcov.info
      exit 1
      """;

  @Test
  void aTaskLandsAlthoughATestFailedBefore() throws IOException {
    user.write("test.sh", TESTS).write(".gitignore", "lcov.info\n.parley\n").commit("Tests");

    var typed = run(1);

    assertThat(typed.exitCode()).as(typed.err() + typed.out()).isZero();
    var run = runOf(typed);
    assertThat(shell.type("show", run).out())
        .contains("1 failing before (sums up the old ledger)")
        .contains("coverage of changed lines: 0% (0 of 1)");
    var checks =
        new ObjectMapper().readTree(shell.type("show", run, "--json").out()).at("/checks/T1");
    assertThat(checks.at("/passed").asBoolean()).isTrue();
    assertThat(checks.at("/failing_before/0").asText()).isEqualTo("sums up the old ledger");
    assertThat(checks.at("/new").isEmpty()).isTrue();
    assertThat(checks.at("/changed_lines/percent").asInt(-1)).isZero();
    assertThat(shell.type("logs", run).out())
        .contains("verified against base tree")
        .contains("failed, not for this change: sh test.sh (1 failing before)")
        .contains("failing before: sums up the old ledger");
  }

  @Test
  void whereEveryCheckFailsAsAWholeNothingLandsUnlessThatIsAllowed() throws IOException {
    user.write("test.sh", "#!/bin/sh\necho no compiler here\nexit 1\n").commit("Tests");

    var refused = run(1);

    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(1);
    assertThat(refused.out()).contains("every check fails as it did before the change");
    assertThat(run(1, "--allow-unverified").exitCode()).isZero();
  }

  @Test
  void whatATaskBreaksIsNamedFirst() throws IOException {
    user.write("test.sh", TESTS).commit("Tests");
    broken.set(true);

    var typed = run(1);

    assertThat(typed.exitCode()).as(typed.err() + typed.out()).isEqualTo(1);
    var run = runOf(typed);
    assertThat(typed.out()).contains("1 new, 1 failing before");
    assertThat(shell.type("logs", run).out())
        .contains("FAILED: sh test.sh (1 new, 1 failing before)")
        .contains("new: writes what is fine");
    var report = folder.resolve("user/.parley/runs").resolve(run).resolve("report.json");
    assertThat(new ObjectMapper().readTree(Files.readString(report)).findValues("standing"))
        .extracting(standing -> standing.asText())
        .startsWith("new", "failing_before");
  }
}
