package dev.parley.requirements;

import dev.parley.meeting.LiveTranscript.Heard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The requirements of a live meeting as they came about. Pure.
 *
 * @param current empty before the first draft
 * @param heard what the newest draft had read
 * @param drafts how many there were that read something new
 * @param changedIn which draft wrote each requirement as it is now
 * @param withdrawn as they last were, in the order they were taken back
 * @param used every id there ever was, in lower case
 */
public record RequirementsHistory(
    Optional<Prd> current,
    Heard heard,
    int drafts,
    Map<String, Integer> changedIn,
    List<Requirement> withdrawn,
    Set<String> used) {

  /** Before the first draft. */
  public static final RequirementsHistory NONE =
      new RequirementsHistory(Optional.empty(), Heard.NOTHING, 0, Map.of(), List.of(), Set.of());

  /** Drafts after the one that wrote a requirement which must have left it alone. */
  static final int SETTLED_DRAFTS = 2;

  public RequirementsHistory {
    changedIn = Collections.unmodifiableMap(new LinkedHashMap<>(changedIn));
    withdrawn = List.copyOf(withdrawn);
    used = Collections.unmodifiableSet(new LinkedHashSet<>(used));
  }

  /** After one more draft. */
  public RequirementsHistory on(Revision revision) {
    // One that read nothing new says nothing of whether anything is settled.
    boolean read = revision.heard().words() > heard.words();
    int draft = read || drafts == 0 ? drafts + 1 : drafts;
    var changes = new LinkedHashMap<>(changedIn);
    revision.withdrawn().forEach(requirement -> changes.remove(requirement.id()));
    revision.added().forEach(requirement -> changes.put(requirement.id(), draft));
    revision.changed().forEach(requirement -> changes.put(requirement.id(), draft));
    var gone = new ArrayList<>(withdrawn);
    gone.addAll(revision.withdrawn());
    var ids = new LinkedHashSet<>(used);
    revision.prd().requirements().forEach(requirement -> ids.add(Revisions.folded(requirement)));
    return new RequirementsHistory(
        Optional.of(revision.prd()), revision.heard(), draft, changes, gone, ids);
  }

  /**
   * The requirements on which the meeting has settled: those that two drafts since have left alone,
   * that share no words with an open question, and only while nobody seems to have taken anything
   * back since the newest draft.
   *
   * @param now what was heard meanwhile
   */
  public List<Requirement> settled(Heard now) {
    if (current.isEmpty() || now.reversalAt() > heard.words()) {
      return List.of();
    }
    var prd = current.get();
    var open = new LinkedHashSet<String>();
    prd.openQuestions().forEach(question -> open.addAll(question.cites()));
    return prd.requirements().stream()
        .filter(r -> drafts - changedIn.getOrDefault(r.id(), drafts) >= SETTLED_DRAFTS)
        .filter(r -> r.cites().stream().noneMatch(open::contains))
        .toList();
  }
}
