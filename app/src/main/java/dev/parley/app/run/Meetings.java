package dev.parley.app.run;

import dev.parley.analytics.MeetingRef;
import dev.parley.analytics.RunRecord;
import dev.parley.app.config.Nearest;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.nio.file.Path;
import java.util.List;

/** The meetings that runs have read, by what users call them. */
public final class Meetings {

  private static final int PREFIX_MIN = 4;

  private Meetings() {}

  /**
   * The id of the meeting a user means.
   *
   * @param text its id or the beginning of it, the transcript's file name, or the id of a run that
   *     read it
   * @throws dev.parley.model.ProblemException UNKNOWN_MEETING if it is none, or more than one
   */
  public static String find(List<RunRecord> runs, String text) {
    var meant =
        runs.stream()
            .filter(run -> run.meeting().filter(meeting -> isMeant(run, meeting, text)).isPresent())
            .flatMap(run -> run.meeting().stream())
            .map(MeetingRef::id)
            .distinct()
            .toList();
    if (meant.size() == 1) {
      return meant.getFirst();
    }
    var ids =
        runs.stream()
            .flatMap(run -> run.meeting().stream())
            .map(MeetingRef::id)
            .distinct()
            .toList();
    throw new ProblemException(
        new Problem(
            Code.UNKNOWN_MEETING,
            meant.isEmpty()
                ? "no run read a meeting '" + text + "'"
                : "'" + text + "' is not one meeting but " + String.join(", ", meant),
            Nearest.to(text, ids)
                .map(near -> "Nearest: " + near + ". All: parley analytics")
                .orElse("No run has read a meeting yet; begin with: parley run TRANSCRIPT")));
  }

  private static boolean isMeant(RunRecord run, MeetingRef meeting, String text) {
    return meeting.id().equals(text)
        || (text.length() >= PREFIX_MIN && meeting.id().startsWith(text))
        || meeting.source().equals(text)
        || run.run().value().equals(text)
        || String.valueOf(Path.of(meeting.source()).getFileName()).equals(text);
  }
}
