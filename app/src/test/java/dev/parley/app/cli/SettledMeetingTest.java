package dev.parley.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedMinutes;
import dev.parley.testkit.modelserver.ScriptedRequest;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Work begins while people talk, and what they take back afterwards is taken back in the code. */
class SettledMeetingTest extends WholeRuns {

  private static final String[] PARTS = {
    """
    [00:30] Ada: Agreed, reports are exported as JSON, one object for each booking, as finance asked.
    [01:00] Ada: We also build a page with the totals of each month. Decided.
    """,
    """
    [05:00] Ben: Sounds good to me. I will tell finance that we go ahead with exactly this next week.
    """,
    """
    [11:00] Cleo: We should also look at the holidays; I agreed with Ben that nobody is away in May.
    """,
    """
    [20:00] Ben: Bad news, finance makes that page themselves. Drop the totals then, we leave it out.
    [21:00] Ada: Fine. Instead, let's greet people by name on the first page, that was wished for.
    """,
    """
    [30:00] Ada: Agreed then, the export and the greeting by name. Thank you all, see you next week.
    END OF MEETING
    """
  };

  private final ScriptedMinutes minutes =
      ScriptedMinutes.builder()
          .decides("reports are exported as JSON", "export", "Reports are exported as JSON.")
          .decides("totals of each month. Decided", "totals", "A page shows the month's totals.")
          .reverses("Drop the totals", "totals")
          .decides("let's greet people by name", "greeting", "The first page greets by name.")
          .build();

  private final PlayedMeeting meeting = new PlayedMeeting(PARTS);
  private final AtomicInteger drafts = new AtomicInteger();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicBoolean begunBeforeTheEnd = new AtomicBoolean();

  @Test
  void startsWhatIsSettledAndTakesBackWhatIsWithdrawn() {
    meeting.play();

    var typed =
        shell
            .reading(meeting)
            .type(
                "meeting",
                "start",
                "--follow",
                "-",
                "--start",
                "settled",
                "--sandbox",
                "none",
                "--no-cache");

    assertThat(typed.exitCode()).as(typed.err()).isZero();
    assertThat(begunBeforeTheEnd).isTrue();
    assertThat(drafts).hasValue(PARTS.length);
    assertThat(calls("planning")).as("the first plan and its extension").isEqualTo(2);
    var run = runOf(typed);
    assertThat(typed.out())
        .containsPattern("T1 +merged")
        .containsPattern("T2 +withdrawn")
        .containsPattern("T2-undo +merged")
        .containsPattern("T3 +merged")
        .contains("the meeting took R2 back");
    assertThat(user.git("log", "--format=%s", "parley/" + run).lines())
        .contains("revert: Build totals", "feat: build totals", "feat: build greeting");
    assertThat(user.git("ls-tree", "-r", "--name-only", "parley/" + run).lines())
        .contains("T1.txt", "T3.txt", "test.sh")
        .doesNotContain("T2.txt");
    assertThat(server.requests().stream().flatMap(r -> r.request().stream()))
        .noneMatch(r -> r.role().equals("coding") && r.task().equals("T2-undo"));
  }

  private long calls(String role) {
    return server.requests().stream()
        .flatMap(recorded -> recorded.request().stream())
        .filter(request -> request.role().equals(role))
        .count();
  }

  @Override
  protected ScriptedAnswer codes(ScriptedRequest request) {
    if (request.role().equals("coding")) {
      begunBeforeTheEnd.compareAndSet(false, !ended.get());
      return super.codes(request);
    }
    var answer = minutes.answer(request);
    if (request.role().equals("requirements")) {
      int draft = drafts.incrementAndGet();
      ended.set(draft == PARTS.length);
      if (draft == 3) {
        Thread.ofVirtual().start(this::playOnceLanded);
      } else {
        meeting.play();
      }
    }
    return answer;
  }

  /** What is taken back next has landed by then. */
  private void playOnceLanded() {
    for (int looks = 0; looks < 1_000; looks++) {
      var log = user.git("log", "--all", "--format=%s");
      if (log.contains("build totals") && log.contains("build export")) {
        break;
      }
      LockSupport.parkNanos(20_000_000);
    }
    meeting.play();
  }
}
