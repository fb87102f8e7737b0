package dev.parley.orchestrator;

import dev.parley.meeting.Utterance;
import dev.parley.model.RunId;
import dev.parley.requirements.Prd;
import dev.parley.requirements.Requirement;
import dev.parley.requirements.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A live meeting as it stands.
 *
 * @param source its title, for people
 * @param ended whether nothing more will be said
 * @param utterances in the order of time
 * @param requirements empty before the first draft
 * @param withdrawn what was taken back, as it last was
 * @param revisions every draft, oldest first, with what it changed
 * @param drafting whether one is being written now
 * @param outcome of the run that the meeting is; empty while something will happen by itself
 */
public record MeetingView(
    RunId meeting,
    String source,
    Instant startedAt,
    boolean ended,
    List<Utterance> utterances,
    Optional<Prd> requirements,
    List<Requirement> withdrawn,
    List<Revision> revisions,
    boolean drafting,
    Optional<RunOutcome> outcome) {

  public MeetingView {
    utterances = List.copyOf(utterances);
    withdrawn = List.copyOf(withdrawn);
    revisions = List.copyOf(revisions);
  }
}
