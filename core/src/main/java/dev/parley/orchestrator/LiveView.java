package dev.parley.orchestrator;

import dev.parley.meeting.ListeningPolicy;
import dev.parley.meeting.LiveTranscript.Heard;
import dev.parley.planning.CodingTask;
import dev.parley.planning.Extension;
import dev.parley.requirements.RequirementsHistory;
import dev.parley.requirements.Revision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How far a run has come that listens to a meeting.
 *
 * @param heard how much was said so far
 * @param history what the drafts made of it
 * @param asked every draft that was asked for, oldest first
 * @param answered the newest draft that is over, in vain or not
 * @param closed whether the meeting has ended and its last requirements are written
 * @param planned what of its requirements has been planned
 */
public record LiveView(
    Heard heard,
    RequirementsHistory history,
    List<ListeningPolicy.Draft> asked,
    int answered,
    boolean closed,
    Planned planned) {

  static final LiveView NONE =
      new LiveView(Heard.NOTHING, RequirementsHistory.NONE, List.of(), 0, false, Planned.NOTHING);

  public LiveView {
    asked = List.copyOf(asked);
  }

  /** Whether a draft is being written. */
  public boolean drafting() {
    return asked.size() > answered;
  }

  LiveView heard(Heard now) {
    return new LiveView(now, history, asked, answered, closed, planned);
  }

  LiveView asked(ListeningPolicy.Draft draft) {
    var more = new ArrayList<>(asked);
    more.add(draft);
    return new LiveView(heard, history, more, answered, closed, planned);
  }

  LiveView revised(Revision revision) {
    return new LiveView(heard, history.on(revision), asked, answered, closed, planned);
  }

  /** A draft is over. */
  LiveView answered(int number) {
    return new LiveView(heard, history, asked, number, closed, planned);
  }

  /** Whatever was asked for will not come any more. */
  LiveView broken() {
    return answered(asked.size());
  }

  LiveView close() {
    return new LiveView(heard, history, asked, answered, true, planned);
  }

  LiveView planned(List<CodingTask> tasks, Collection<String> notCovered) {
    return with(planned.with(tasks, notCovered, history.drafts()));
  }

  LiveView extended(Extension extension) {
    var notCovered = extension.notCovered().keySet();
    return with(planned.with(extension.tasks(), notCovered, history.drafts()).waiting(extension));
  }

  LiveView adopted() {
    return with(planned.adopted());
  }

  private LiveView with(Planned now) {
    return new LiveView(heard, history, asked, answered, closed, now);
  }
}
