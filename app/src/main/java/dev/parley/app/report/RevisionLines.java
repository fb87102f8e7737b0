package dev.parley.app.report;

import dev.parley.app.terminal.Plain;
import dev.parley.meeting.MeetingPayload;
import dev.parley.requirements.Requirement;
import dev.parley.requirements.Revision;
import java.util.ArrayList;
import java.util.List;

/** What a live meeting says and comes to, in lines for people. */
public final class RevisionLines {

  private static final int TEXT_CHARS = 200;

  private RevisionLines() {}

  /** A line for each requirement that is new, that reads otherwise now, or that was taken back. */
  public static List<String> of(Revision revision) {
    var lines = new ArrayList<String>();
    revision.added().forEach(added -> lines.add("+ " + line(added)));
    revision
        .changed()
        .forEach(before ->
            lines.add("~ " + line(revision.prd().requirement(before.id()).orElse(before))));
    revision.withdrawn().forEach(withdrawn -> lines.add("- " + line(withdrawn)));
    if (lines.isEmpty()) {
      lines.add("requirements as before: " + revision.prd().requirements().size());
    }
    return lines;
  }

  /** What came in, as one line. */
  static String said(MeetingPayload said) {
    return switch (said) {
      case MeetingPayload.TranscriptRead(var meeting) ->
          "transcript read: " + meeting.utterances().size() + " utterances";
      case MeetingPayload.UtterancesHeard(var heard) -> "heard: " + heard.size() + " utterances";
      case MeetingPayload.SpeakerRenamed(var from, var to, var by) ->
          "%s is called %s now, says %s"
              .formatted(Plain.line(from, 60), Plain.line(to, 60), Plain.line(by, 40));
      case MeetingPayload.MeetingEnded(var by) -> "the meeting was ended by " + Plain.line(by, 40);
    };
  }

  /** A requirement with the words it comes from. */
  public static String line(Requirement requirement) {
    var cites = String.join(", ", requirement.cites());
    return "%s %s%s"
        .formatted(
            Plain.line(requirement.id(), 32),
            Plain.line(requirement.text(), TEXT_CHARS),
            cites.isEmpty() ? "" : " (" + Plain.line(cites, 80) + ")");
  }
}
