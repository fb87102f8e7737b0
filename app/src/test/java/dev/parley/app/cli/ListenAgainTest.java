package dev.parley.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedMinutes;
import dev.parley.testkit.modelserver.ScriptedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Meetings that outlive the process which listens to them. */
class ListenAgainTest extends WholeRuns {

  private final ScriptedMinutes minutes =
      ScriptedMinutes.builder()
          .decides("reports are exported as JSON", "export", "Reports are exported as JSON.")
          .decides("let's greet people by name", "greeting", "The first page greets by name.")
          .build();

  private final CountDownLatch drafted = new CountDownLatch(1);

  @Test
  void interruptedListeningGoesOnWithTheSameFile() throws Exception {
    var file = folder.resolve("meeting.txt");
    Files.writeString(
        file,
        """
        Ada: Agreed, reports are exported as JSON, one object for each booking, as finance asked.
        Ben: Fine with me, and nothing else for finance as far as I am concerned, at least for now.
        """);
    var listening =
        new FutureTask<>(
            () -> shell.type("meeting", "start", "--follow", file.toString(), "--dry-run"));
    var thread = Thread.ofPlatform().start(listening);
    assertThat(drafted.await(60, TimeUnit.SECONDS)).isTrue();

    thread.interrupt();

    var interrupted = listening.get(60, TimeUnit.SECONDS);
    assertThat(interrupted.exitCode()).as(interrupted.err()).isEqualTo(130);
    var run = runOf(interrupted);
    append(file, "Ada: And let's greet people by name on the first page, that was wished for.\n");
    append(file, "END OF MEETING\n");
    var typed = shell.with("PARLEY_SANDBOX_MODE", "none").type("resume", run);
    assertThat(typed.exitCode()).as(typed.err()).isZero();
    assertThat(typed.out()).contains("Build export  (R1 from U1)", "Build greeting  (R2 from U3)");
    assertThat(shell.type("meeting", "list").out()).contains("3 utterances");
  }

  @Test
  void aMeetingBegunForOthersIsHeardAndShownAndCarriedOutByWhoeverResumesIt() {
    var begun = shell.type("meeting", "start", "--title", "Weekly");
    assertThat(begun.exitCode()).as(begun.err()).isZero();
    var id = begun.out().strip();

    assertThat(say(id, "--speaker", "Ada", "--time", "0:20", "let's greet people by name"))
        .contains("heard 1 of 1");
    shell.reading(
        """
        [00:10] Ben: Agreed, reports are exported as JSON.
        [00:10] Ben: Agreed, reports are exported as JSON.
        """);
    assertThat(say(id, "-")).contains("heard 1 of 2");
    assertThat(shell.type("meeting", "show", id).out())
        .containsSubsequence("Weekly", "U2 [00:10] Ben", "U1 [00:20] Ada");
    assertThat(shell.type("show", id).exitCode()).isEqualTo(1);
    assertThat(shell.type("meeting", "list", "--json").out())
        .contains("\"meeting\":{\"ended\":false,\"utterances\":2,\"words\":11");
    assertThat(shell.type("meeting", "say", id, "--time", "soon", "x").exitCode()).isEqualTo(2);
    assertThat(shell.type("meeting", "say", "nowhere", "x").err()).contains("meeting list");
    assertThat(shell.type("meeting", "end", id).out()).contains("ended " + id);
    assertThat(shell.type("meeting", "end", id).out()).contains("had ended");

    var typed = shell.with("PARLEY_SANDBOX_MODE", "none").type("resume", id);

    assertThat(typed.exitCode()).as(typed.err()).isZero();
    assertThat(typed.out()).contains("2 of 2 tasks merged");
    assertThat(user.git("log", "--format=%s", "parley/" + id).lines()).hasSize(3);
  }

  private String say(String id, String... more) {
    var arguments = new ArrayList<>(List.of("meeting", "say", id));
    arguments.addAll(List.of(more));
    var typed = shell.type(arguments.toArray(String[]::new));
    assertThat(typed.exitCode()).as(typed.err()).isZero();
    return typed.out();
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  @Override
  protected ScriptedAnswer codes(ScriptedRequest request) {
    if (request.role().equals("coding")) {
      return super.codes(request);
    }
    drafted.countDown();
    return minutes.answer(request);
  }
}
