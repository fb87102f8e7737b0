package dev.parley.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedMinutes;
import dev.parley.testkit.modelserver.ScriptedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Forty minutes of a planning meeting, played in as fast as they are read: two decisions are taken
 * back, a speaker gets a name, and words come late and twice.
 */
class LiveMeetingTest extends WholeRuns {

  private static final String BEGINNING =
      """
      [00:05] Ada: Good morning. Today it is about how people get their numbers out of the tool.
      [00:40] Speaker 2: Finance keeps asking for reports they can open in their own programs.
      [01:10] Ada: Agreed, reports are exported as CSV, with a header line, one row for each booking.
      [01:30] Speaker 2: Fine with me. And they renames for the totals of a month on a page of their own.
      [02:05] Ada: Then we also build a page with the totals of each month. Decided.
      [02:05] Ada: Then we also build a page with the totals of each month. Decided.
      """;

  private static final String MIDDLE =
      """
      [09:10] Speaker 2: About the export again: our bookings have nested items, I looked it up.
      [09:45] Ada: You are right. Scratch that, no CSV: the export is JSON, one object for each booking.
      [02:05] Ada: Then we also build a page with the totals of each month. Decided.
      [10:20] Speaker 2: And we should greet people by name on the first page, that was wished for often.
      [10:50] Ada: Yes, let's greet people by name, that is small enough to go along with the rest.
      [09:20] Cleo: Sorry, I was muted: nested items are in every third booking by now, by the way.
      """;

  private static final String END =
      """
      [31:00] Cleo: I talked to legal. The greeting by name needs consent, that is a long story.
      [31:40] Ada: Then drop the greeting, we leave it out. It is not worth it before the summer.
      [38:00] Ada: So it is the JSON export and the totals. Thank you all, see you next week.
      END OF MEETING
      """;

  private final ScriptedMinutes minutes =
      ScriptedMinutes.builder()
          .decides("reports are exported as CSV", "export", "Reports are exported as CSV.")
          .decides("the export is JSON", "export", "Reports are exported as JSON.")
          .decides("totals of each month. Decided", "totals", "A page shows the month's totals.")
          .decides("let's greet people by name", "greeting", "The first page greets by name.")
          .reverses("drop the greeting", "greeting")
          .build();

  private final PlayedMeeting meeting = new PlayedMeeting(BEGINNING, MIDDLE, END);
  private final AtomicInteger drafts = new AtomicInteger();
  private final List<Shell.Typed> renames = new ArrayList<>();

  @Test
  void requirementsFollowTheReversalsAndTheCodeFollowsTheRequirements() {
    meeting.play();

    var typed =
        shell
            .reading(meeting)
            .type("meeting", "start", "--follow", "-", "--sandbox", "none", "--no-cache");

    assertThat(typed.exitCode()).as(typed.err()).isZero();
    assertThat(typed.err())
        .containsSubsequence(
            "+ R1 Reports are exported as CSV. (U3)",
            "+ R2 A page shows the month's totals. (U5)",
            "+ R3 The first page greets by name. (U9)",
            "~ R1 Reports are exported as JSON. (U3, U7)",
            "- R3 The first page greets by name. (U9)",
            "T1: coding");
    assertThat(drafts).hasValue(3);
    var run = runOf(typed);
    assertThat(typed.out())
        .contains("2 of 2 tasks merged", "Build export  (R1 from U3, U7)", "Build totals");
    assertThat(user.git("ls-tree", "-r", "--name-only", "parley/" + run).lines())
        .contains("T1.txt", "T2.txt")
        .doesNotContain("T3.txt");
    assertThat(renames).allSatisfy(t -> assertThat(t.exitCode()).as(t.err()).isZero());
    var show = shell.type("meeting", "show", run).out();
    assertThat(show)
        .containsSubsequence(
            "U2 [00:40] Ben: Finance", "U6 [09:10] Ben:", "U10 [09:20] Cleo:", "U7 [09:45] Ada:")
        .contains("R3 The first page greets by name. (U9) (withdrawn)")
        .doesNotContain("Speaker 2");
    assertThat(shell.type("meeting", "list").out()).contains(run, "completed", "13 utterances");
    var late = shell.type("meeting", "say", run, "One more thing.");
    assertThat(late.exitCode()).isEqualTo(2);
    assertThat(late.err()).contains("has ended");
  }

  @Override
  protected ScriptedAnswer codes(ScriptedRequest request) {
    if (request.role().equals("coding")) {
      return super.codes(request);
    }
    if (request.role().equals("requirements") && drafts.incrementAndGet() == 2) {
      renames.add(shell.type("meeting", "rename", request.run(), "Speaker 2", "Ben"));
    }
    var answer = minutes.answer(request);
    meeting.play();
    return answer;
  }
}
