package dev.parley.analytics.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.AttemptId;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.workspace.Workspaces;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @Test
  void readsWhatTheStandardShows() {
    assertThat(TraceParent.parse("00-" + TRACE + "-" + SPAN + "-01"))
        .contains(new TraceParent(TRACE, SPAN));
    assertThat(TraceParent.parse("cc-" + TRACE + "-" + SPAN + "-01-what-the-future-brings"))
        .contains(new TraceParent(TRACE, SPAN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "00-" + TRACE + "-" + SPAN + "-01-more",
        "00-" + TRACE + "-" + SPAN,
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
        "00-" + TRACE + "-" + SPAN + "-01\n"
      })
  void refusesWhatIsNone(String text) {
    assertThat(TraceParent.parse(text)).isEmpty();
  }

  @Test
  void whateverIsReadIsWrittenSoThatItIsReadAgain() {
    var random = new Random(20260801);
    var valid = "00-" + TRACE + "-" + SPAN + "-01";
    for (int i = 0; i < 10_000; i++) {
      var text = new StringBuilder(valid);
      text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(32, 127));
      TraceParent.parse(text.toString())
          .ifPresent(parent ->
              assertThat(TraceParent.parse(parent.toString())).isEqualTo(Optional.of(parent)));
    }
  }

  @Test
  void commandsBelongToTheAttemptThatLeasedTheirWorktree() {
    var run = new RunId("r1");
    var ids = new TraceIds(run, Optional.empty());
    var attempt = new AttemptId(run, new TaskId("a.b"), 2);
    var lease = Workspaces.leaseOf(attempt);
    var own = new TraceParent(ids.trace(), ids.attempt(attempt)).toString();
    var whole = new TraceParent(ids.trace(), ids.stretch(1)).toString();

    assertThat(ids.environment(lease)).containsExactly(entry(own));
    assertThat(ids.environment(lease + ".baseline")).containsExactly(entry(own));
    assertThat(ids.environment("r1.integrate")).containsExactly(entry(whole));
    assertThat(ids.environment("r1.draft")).containsExactly(entry(whole));
  }

  private static java.util.Map.Entry<String, String> entry(String header) {
    return java.util.Map.entry("TRACEPARENT", header);
  }
}
