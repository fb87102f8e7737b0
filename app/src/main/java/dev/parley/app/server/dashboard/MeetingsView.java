package dev.parley.app.server.dashboard;

import dev.parley.analytics.RunRecord;
import dev.parley.orchestrator.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The meetings there are, newest first.
 *
 * @param live those that are listened to as they go, ended or not
 * @param read those that runs have read from a transcript
 */
public record MeetingsView(List<Row> live, List<Row> read) {

  private static final int ROWS_MAX = 100;

  /**
   * One meeting.
   *
   * @param run through which it is shown
   * @param words what it has come to
   */
  public record Row(
      String run, String title, Instant at, String began, boolean going, String words) {}

  static MeetingsView of(List<RunState> live, List<RunRecord> records) {
    var liveRuns = live.stream().map(RunState::run).toList();
    var seen = new LinkedHashSet<String>();
    var read = new ArrayList<Row>();
    for (var record : records.reversed()) {
      var meeting = record.meeting().filter(ref -> seen.add(ref.id()));
      if (meeting.isPresent() && !liveRuns.contains(record.run()) && read.size() < ROWS_MAX) {
        read.add(
            new Row(
                record.run().value(),
                Wording.line(Wording.source(meeting.get().source()), 160),
                record.startedAt(),
                Wording.moment(record.startedAt()),
                false,
                Wording.plural(record.tasks().size(), "task")));
      }
    }
    return new MeetingsView(
        live.reversed().stream().limit(ROWS_MAX).map(MeetingsView::row).toList(), read);
  }

  private static Row row(RunState state) {
    boolean going = state.live().filter(live -> !live.heard().ended()).isPresent();
    int requirements =
        state
            .live()
            .flatMap(live -> live.history().current())
            .map(prd -> prd.requirements().size())
            .orElse(0);
    return new Row(
        state.run().value(),
        Wording.line(Wording.source(state.request().source()), 160),
        state.startedAt(),
        Wording.moment(state.startedAt()),
        going && state.ended().isEmpty(),
        Wording.plural(requirements, "requirement"));
  }

  public boolean empty() {
    return live.isEmpty() && read.isEmpty();
  }
}
