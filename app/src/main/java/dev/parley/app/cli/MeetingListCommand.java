package dev.parley.app.cli;

import dev.parley.app.report.StatusJson;
import dev.parley.app.run.StoredMeetings;
import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Surroundings;
import dev.parley.orchestrator.LiveView;
import dev.parley.orchestrator.RunOutcome;
import dev.parley.orchestrator.RunState;
import dev.parley.requirements.Prd;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley meeting list}: the newest first. */
@Command(name = "list", description = "List live meetings, the newest first.")
final class MeetingListCommand implements Callable<Integer> {

  @Mixin HelpOption help;

  @Option(names = "--json", description = "One JSON object a line.")
  boolean json;

  private final Surroundings surroundings;

  MeetingListCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var meetings = StoredMeetings.open(surroundings)) {
      var all = meetings.service().list().reversed();
      for (var state : all) {
        surroundings.out().println(json ? json(state) : line(state));
      }
      if (all.isEmpty() && !json) {
        surroundings.err().println("there is no live meeting; begin with: parley meeting start");
      }
    }
    return 0;
  }

  /** As of a run, with how far the meeting has come under {@code meeting}. */
  private static String json(RunState state) {
    var live = state.live().orElseThrow();
    var json = StatusJson.of(state);
    json.putObject("meeting")
        .put("ended", live.heard().ended())
        .put("utterances", live.heard().utterances())
        .put("words", live.heard().words())
        .put("requirements", requirements(live))
        .put("withdrawn", live.history().withdrawn().size())
        .put("drafts", live.history().drafts());
    return json.toString();
  }

  private static String line(RunState state) {
    var live = state.live().orElseThrow();
    var stands =
        state
            .atRest()
            .map(RunOutcome::wireName)
            .orElse(live.heard().ended() ? "ended" : "listening");
    return "%-24s %-10s %5d utterances  %3d requirements  %s  %s"
        .formatted(
            state.run(),
            stands,
            live.heard().utterances(),
            requirements(live),
            Plain.line(state.request().source(), 40),
            Plain.line(state.request().checkout(), 80));
  }

  private static int requirements(LiveView live) {
    return live.history().current().map(Prd::requirements).map(List::size).orElse(0);
  }
}
