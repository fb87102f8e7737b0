package dev.parley.orchestrator;

import dev.parley.meeting.ListeningPolicy;
import dev.parley.meeting.LiveTranscript.Heard;
import dev.parley.requirements.RequirementsHistory;
import dev.parley.requirements.Revision;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a run has come that listens to a meeting.
 *
 * @param heard how much was said so far
 * @param history what the drafts made of it
 * @param asked every draft that was asked for, oldest first
 * @param answered the newest draft that came to an end, in vain or not
 * @param closed whether the meeting has ended and its last requirements are written
 */
public record LiveView(
    Heard heard,
    RequirementsHistory history,
    List<ListeningPolicy.Draft> asked,
    int answered,
    boolean closed) {

  static final LiveView NONE =
      new LiveView(Heard.NOTHING, RequirementsHistory.NONE, List.of(), 0, false);

  public LiveView {
    asked = List.copyOf(asked);
  }

  /** Whether a draft is being written. */
  public boolean drafting() {
    return asked.size() > answered;
  }

  LiveView heard(Heard now) {
    return new LiveView(now, history, asked, answered, closed);
  }

  LiveView asked(ListeningPolicy.Draft draft) {
    var more = new ArrayList<>(asked);
    more.add(draft);
    return new LiveView(heard, history, more, answered, closed);
  }

  LiveView revised(Revision revision) {
    return new LiveView(heard, history.on(revision), asked, revision.number(), closed);
  }

  /** A draft came to nothing. */
  LiveView missed(int number) {
    return new LiveView(heard, history, asked, number, closed);
  }

  /** Whatever was asked for will not come any more. */
  LiveView broken() {
    return missed(asked.size());
  }

  LiveView close() {
    return new LiveView(heard, history, asked, answered, true);
  }
}
