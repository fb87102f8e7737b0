package dev.parley.requirements;

import dev.parley.meeting.LiveTranscript.Heard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a model's new document of a live meeting against the one before, so that ids stay what they
 * were and only new words change anything. Pure.
 *
 * <p>A requirement goes on if it has the id and a citation of one before, or its text. It has
 * changed if it reads otherwise and cites words the one before did not: a model that only says the
 * same in another way changes nothing. Whatever goes on from nothing gets an id nobody had before.
 */
final class Revisions {

  private final RequirementsHistory history;
  private final Map<String, Requirement> before = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Set<String> used;
  private final List<Requirement> added = new ArrayList<>();
  private final List<Requirement> changed = new ArrayList<>();

  private Revisions(RequirementsHistory history) {
    this.history = history;
    this.used = new HashSet<>(history.used());
    history.current().ifPresent(prd -> prd.requirements().forEach(r -> before.put(folded(r), r)));
  }

  /**
   * The next revision.
   *
   * @param answer what the model wrote
   * @param heard what it had read
   */
  static Revision next(RequirementsHistory history, Prd answer, int number, Heard heard) {
    return new Revisions(history).next(answer, number, heard);
  }

  static String folded(Requirement requirement) {
    return requirement.id().toLowerCase(Locale.ROOT);
  }

  private Revision next(Prd answer, int number, Heard heard) {
    var predecessors = new HashMap<Requirement, Requirement>();
    for (var written : answer.requirements()) {
      byId(written).ifPresent(old -> take(predecessors, written, old));
    }
    for (var written : answer.requirements()) {
      if (!predecessors.containsKey(written)) {
        byText(written).ifPresent(old -> take(predecessors, written, old));
      }
    }
    var now = new ArrayList<Requirement>();
    for (var written : answer.requirements()) {
      var old = Optional.ofNullable(predecessors.get(written));
      now.add(old.map(o -> goingOn(o, written)).orElseGet(() -> fresh(written)));
    }
    var withdrawn =
        history.current().stream()
            .flatMap(prd -> prd.requirements().stream())
            .filter(old -> !taken.contains(folded(old)))
            .toList();
    var prd = new Prd(answer.title(), now, answer.openQuestions(), answer.dropped());
    return new Revision(number, heard, prd, added, changed, withdrawn);
  }

  private void take(
      Map<Requirement, Requirement> predecessors, Requirement written, Requirement old) {
    if (taken.add(folded(old))) {
      predecessors.put(written, old);
    }
  }

  private Optional<Requirement> byId(Requirement written) {
    return Optional.ofNullable(before.get(folded(written)))
        .filter(old ->
            sameText(old, written) || old.cites().stream().anyMatch(written.cites()::contains));
  }

  private Optional<Requirement> byText(Requirement written) {
    return before.values().stream()
        .filter(old -> !taken.contains(folded(old)) && sameText(old, written))
        .findFirst();
  }

  private static boolean sameText(Requirement one, Requirement other) {
    return one.text().equalsIgnoreCase(other.text());
  }

  private Requirement goingOn(Requirement old, Requirement written) {
    boolean reads = sameText(old, written) && old.acceptance().equals(written.acceptance());
    boolean newWords = !old.cites().containsAll(written.cites());
    if (reads || !newWords) {
      return old;
    }
    changed.add(old);
    return new Requirement(old.id(), written.text(), written.acceptance(), written.cites());
  }

  private Requirement fresh(Requirement written) {
    boolean free = !used.contains(folded(written));
    var id = free ? written.id() : nextId();
    used.add(id.toLowerCase(Locale.ROOT));
    var requirement = new Requirement(id, written.text(), written.acceptance(), written.cites());
    added.add(requirement);
    return requirement;
  }

  private String nextId() {
    int number = 1;
    while (used.contains("r" + number)) {
      number++;
    }
    return "R" + number;
  }
}
