package dev.parley.app.cli;

import dev.parley.app.report.RevisionLines;
import dev.parley.app.run.StoredMeetings;
import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Surroundings;
import dev.parley.orchestrator.MeetingView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code parley meeting show}: what was said, and what it has come to. */
@Command(
    name = "show",
    description = "Show what was said in a live meeting and what it has come to.")
final class MeetingShowCommand implements Callable<Integer> {

  private static final int TEXT_CHARS = 400;

  @Mixin HelpOption help;

  @Parameters(paramLabel = "MEETING", description = "Its id, or a unique part at one end of it.")
  String meeting = "";

  private final Surroundings surroundings;

  MeetingShowCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var meetings = StoredMeetings.open(surroundings)) {
      print(meetings.service().view(meetings.find(meeting)));
    }
    return 0;
  }

  private void print(MeetingView view) {
    var out = surroundings.out();
    out.println(
        "%s  %s  %s"
            .formatted(
                view.meeting(),
                view.ended() ? "ended" : "listening",
                Plain.line(view.source(), 100)));
    view.utterances().forEach(u -> out.println("  " + Plain.line(u.shown(), TEXT_CHARS)));
    out.println("requirements:");
    view.requirements()
        .ifPresent(
            prd -> prd.requirements().forEach(r -> out.println("    " + RevisionLines.line(r))));
    view.withdrawn().forEach(r -> out.println("  - " + RevisionLines.line(r) + " (withdrawn)"));
    view.requirements()
        .ifPresent(prd ->
            prd.openQuestions()
                .forEach(q -> out.println("  ? " + Plain.line(q.text(), TEXT_CHARS))));
  }
}
