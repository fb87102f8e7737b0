package dev.parley.app.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.server.access.Role;
import dev.parley.app.server.dashboard.graph.Drawing;
import dev.parley.event.StreamId;
import dev.parley.meeting.Meeting;
import dev.parley.meeting.MeetingPayload.TranscriptRead;
import dev.parley.meeting.Utterance;
import dev.parley.model.Money;
import dev.parley.model.TaskId;
import dev.parley.model.TokenUsage;
import dev.parley.requirements.Prd;
import dev.parley.requirements.Requirement;
import dev.parley.requirements.RequirementsPayload.RequirementsDrafted;
import dev.parley.review.Finding;
import dev.parley.review.Severity;
import dev.parley.safety.Forecast.Used;
import dev.parley.safety.Ledger.Spend;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What speakers, agents and models write is shown as they wrote it, and is never markup. */
class EscapingTest {

  private static final Spend NOTHING = new Spend(Money.ZERO, Money.ZERO, 0, TokenUsage.NONE);

  private final Pages pages = new Pages();
  private final Shell shell =
      new Shell(
          "Run", Shell.Section.RUNS, "csrf", "ada", Role.ADMIN, Optional.empty(), new Assets());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' autofocus onfocus='alert(1)",
        "</title></textarea></pre><svg onload=alert(1)>",
        "{{constructor.constructor('alert(1)')()}} <b hx-get='/settings'>"
      })
  void hostileWordsStayWords(String hostile) {
    var html = run(hostile) + meeting(hostile) + diff(hostile);

    assertThat(html)
        .doesNotContain("<script>alert", "<img src=x", "<svg onload", "<b hx-get")
        .contains("alert(1)");
    assertThat(html.replaceAll("=\"[^\"]*\"", ""))
        .as("attributes that run something")
        .doesNotContainPattern("<[a-z][^>]*\\son\\w+\\s*=");
  }

  @Test
  void whatTurnsTheReadingOrderAroundIsTakenOut() {
    assertThat(run("safe\u202Eevil\u2066 text")).doesNotContain("\u202E").doesNotContain("\u2066");
  }

  private String run(String hostile) {
    var log = Plans.log(hostile, List.of(Plans.titled("T1", hostile + "alert(1)")));
    said(log, hostile);
    var state = Plans.state(log);
    var known =
        new RunView.Known(NOTHING, Used.NOTHING, Optional.empty(), Optional.empty(), Plans.START);
    var wish = TaskTable.Wish.of(Optional.of("T1"), Optional.empty(), Optional.empty());
    Map<String, Object> model = new HashMap<>();
    model.put("shell", shell);
    model.put("view", RunView.of(state, known, wish, Drawing::of));
    model.put("panel", TaskPanel.of(state, new TaskId("T1"), Optional.empty(), NOTHING));
    model.put("log", Wording.lines(hostile, 500));
    model.put("said", Optional.of(new Said(true, hostile)));
    model.put("query", "");
    return pages.html("run", model);
  }

  private String meeting(String hostile) {
    var log = Plans.log(hostile, List.of(Plans.task("T1")));
    said(log, hostile);
    var state = Plans.state(log);
    var said = state.draft().meeting().orElseThrow().utterances();
    return pages.html("meeting", Map.of("shell", shell, "view", MeetingView.of(state, said)));
  }

  private String diff(String hostile) {
    var finding =
        Finding.byAnalyser(
            "rule", Severity.HIGH, "security", hostile, new Finding.Place("a.txt", 1, ""));
    var diff = "diff --git a/a.txt b/a.txt\n+++ b/a.txt\n@@ -0,0 +1 @@\n+" + hostile + "\n";
    return pages.html("diff", Map.of("view", DiffView.of(diff, List.of(finding))));
  }

  private static void said(List<dev.parley.event.Event> log, String hostile) {
    var words = new Utterance("U1", hostile, Optional.empty(), hostile + " alert(1)", 1);
    var meeting = new Meeting(hostile, List.of(words), List.of());
    var requirement = new Requirement("R1", hostile, List.of(hostile), List.of("U1"));
    var prd = new Prd(hostile, List.of(requirement), List.of(), List.of());
    Plans.add(log, StreamId.draft(Plans.RUN), new TranscriptRead(meeting));
    Plans.add(log, StreamId.draft(Plans.RUN), new RequirementsDrafted(prd));
  }
}
