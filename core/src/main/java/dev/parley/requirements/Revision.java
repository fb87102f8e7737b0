package dev.parley.requirements;

import dev.parley.meeting.LiveTranscript.Heard;
import java.util.List;

/**
 * The requirements of a live meeting at one moment, and what of them is new. Ids are stable: one
 * names the same requirement in every revision, and none is used again once it was withdrawn.
 *
 * @param number of the draft, from 1
 * @param heard what of the meeting had been read
 * @param prd as it stands now
 * @param changed as they were before
 * @param withdrawn as they last were
 */
public record Revision(
    int number,
    Heard heard,
    Prd prd,
    List<Requirement> added,
    List<Requirement> changed,
    List<Requirement> withdrawn) {

  public Revision {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    withdrawn = List.copyOf(withdrawn);
  }

  /** Whether it says what the one before said. */
  public boolean nothingNew() {
    return added.isEmpty() && changed.isEmpty() && withdrawn.isEmpty();
  }
}
