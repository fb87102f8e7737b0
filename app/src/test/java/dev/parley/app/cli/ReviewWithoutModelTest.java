package dev.parley.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedRequest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Runs whose reviewing model never gives a usable answer. */
class ReviewWithoutModelTest extends WholeRuns {

  @Override
  protected ScriptedAnswer reviews(ScriptedRequest request) {
    return ScriptedAnswer.text("LGTM");
  }

  @Test
  void nothingLandsUnlessTheOperatorChoseSo() throws IOException {
    var typed = run(1, "--limits", "cautious");

    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(user.git("branch", "--list", "parley/*")).isEmpty();
  }

  @Test
  void whatAnalysersAloneJudgedSaysSoInItsCommit() throws IOException {
    shell.with("PARLEY_REVIEW_ON_UNAVAILABLE", "analysers");
    var typed = run(1);

    assertThat(typed.exitCode()).as(typed.err()).isZero();
    assertThat(user.git("log", "-1", "--format=%B", "parley/" + runOf(typed)))
        .contains("Parley-Review: analysers only (", "Parley-Attempt: 1");
  }
}
