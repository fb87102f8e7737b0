package dev.parley.app.server.dashboard;

import dev.parley.app.server.access.Principal;
import dev.parley.app.server.access.Role;
import dev.parley.app.server.dashboard.Shell.Live;
import dev.parley.app.server.dashboard.Shell.Section;
import dev.parley.app.server.office.Office;
import dev.parley.event.StreamId;
import dev.parley.meeting.LiveTranscript;
import dev.parley.meeting.Meeting;
import dev.parley.meeting.MeetingPayload;
import dev.parley.meeting.Utterance;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.orchestrator.RunState;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** What was said, and beside it what was drawn from it. */
final class MeetingPages {

  private static final int INTERVAL_MS = 500;
  private static final int LIST_INTERVAL_MS = 1_000;

  private final Office office;
  private final Pages pages;
  private final Assets assets;

  MeetingPages(Office office, Pages pages, Assets assets) {
    this.office = office;
    this.pages = pages;
    this.assets = assets;
  }

  void register(RoutesConfig routes) {
    routes.get("/meetings", context -> list(context, "meetings"), Role.READ);
    routes.get("/live/meetings", context -> list(context, "meetingsparts"), Role.READ);
    routes.get(
        "/meetings/{run}",
        pages.orProblem(context -> one(context, "meeting"), Section.MEETINGS, assets),
        Role.READ);
    routes.get("/live/meetings/{run}", context -> one(context, "meetingparts"), Role.READ);
  }

  private void list(Context context, String template) {
    var live = new Live("/api/v1/events", office.feed().end(), "/live/meetings", LIST_INTERVAL_MS);
    var view = MeetingsView.of(office.meetings().service().list(), office.records());
    pages.send(
        context, template, Map.of("shell", shell(context, "Meetings").live(live), "view", view));
  }

  private void one(Context context, String template) {
    var run = office.run(context.pathParam("run"));
    var state = office.runs().state(run);
    if (state.live().isEmpty() && state.draft().meeting().isEmpty()) {
      throw new ProblemException(
          new Problem(
              Code.UNKNOWN_MEETING,
              "run " + run + " has read no meeting",
              "It began with requirements or tasks; look at the run itself."));
    }
    var view = MeetingView.of(state, said(state));
    var live =
        new Live(
            "/api/v1/runs/" + run + "/events",
            state.position(),
            "/live/meetings/" + run,
            INTERVAL_MS);
    pages.send(
        context, template, Map.of("shell", shell(context, view.title()).live(live), "view", view));
  }

  private List<Utterance> said(RunState state) {
    if (state.live().isEmpty()) {
      return state.draft().meeting().map(Meeting::utterances).orElse(List.of());
    }
    var transcript = new LiveTranscript();
    office
        .runs()
        .events()
        .read(StreamId.meeting(state.run()), 0)
        .forEach(event -> transcript.on((MeetingPayload) event.payload()));
    return transcript.utterances();
  }

  private Shell shell(Context context, String title) {
    return Shell.of(title, Section.MEETINGS, Principal.of(context), assets);
  }
}
