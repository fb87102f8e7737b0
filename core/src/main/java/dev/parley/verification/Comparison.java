package dev.parley.verification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a check said of a change, held against what it said before. Pure.
 *
 * <p>A failure is excused only by the same failure before. Where a failed check might hide more
 * than it tells (it ended in another way than before, or reports none of the tests that passed),
 * that is a new failure of its own: what cannot be told apart does not pass.
 *
 * @param standings by what each failure is known by, in the order they were told
 * @param vanished ids of tests that passed before and were not reported, though others were
 * @param notes for the reader
 */
record Comparison(Map<String, Standing> standings, List<String> vanished, List<String> notes) {

  Comparison {
    vanished = List.copyOf(vanished);
    notes = List.copyOf(notes);
  }

  /**
   * Compares one run.
   *
   * @param before empty if nothing is known; then every failure is new
   */
  static Comparison of(CheckRun run, Optional<Baseline.Check> before) {
    var standings = new LinkedHashMap<String, Standing>();
    for (var id : run.failures().keySet()) {
      boolean known = before.filter(check -> check.failing().contains(id)).isPresent();
      boolean excused = known && !id.equals(RunResults.LOST);
      standings.put(id, excused ? Standing.FAILING_BEFORE : Standing.NEW);
    }
    var vanished = before.map(check -> vanished(run, check)).orElse(List.of());
    if (!run.passed() && !standings.containsValue(Standing.NEW)) {
      before
          .flatMap(check -> hidden(run, check))
          .ifPresent(why -> standings.put(why, Standing.NEW));
    }
    return new Comparison(standings, vanished, notes(standings, before));
  }

  boolean hasNew() {
    return standings.containsValue(Standing.NEW);
  }

  /**
   * After the same check ran on the same tree again: what is new and did not come back is flaky.
   *
   * @param again compared with the same baseline
   */
  Comparison repeated(CheckRun run, Comparison again) {
    var now = new LinkedHashMap<>(standings);
    now.replaceAll((id, standing) -> {
      boolean gone = !run.failures().containsKey(id) && !again.standings.containsKey(id);
      boolean seenToPass = run.passed() || run.passing().contains(id) || !again.hasNew();
      return standing == Standing.NEW && gone && seenToPass ? Standing.FLAKY : standing;
    });
    return new Comparison(now, vanished, notes);
  }

  private static List<String> vanished(CheckRun run, Baseline.Check before) {
    return run.whole() && !run.present().isEmpty()
        ? before.passing().stream().filter(id -> !run.present().contains(id)).toList()
        : List.of();
  }

  /** Why a run whose every failure is excused may have failed for something else besides. */
  private static Optional<String> hidden(CheckRun run, Baseline.Check before) {
    if (before.exitCode() != run.exitCode() && !run.timedOut() && !before.timedOut()) {
      return Optional.of(
          "(exit code %d, before this change %d)".formatted(run.exitCode(), before.exitCode()));
    }
    boolean noneLeft = before.passing().stream().noneMatch(run.present()::contains);
    return noneLeft && !before.passing().isEmpty()
        ? Optional.of(
            "(none of the %d tests that passed before was reported)"
                .formatted(before.passing().size()))
        : Optional.empty();
  }

  private static List<String> notes(
      Map<String, Standing> standings, Optional<Baseline.Check> before) {
    var notes = new ArrayList<String>();
    boolean asAWhole =
        before.filter(check -> check.failing().stream().anyMatch(RunResults::isWhole)).isPresent();
    if (asAWhole && standings.containsValue(Standing.NEW)) {
      notes.add("before this change the check failed as a whole, in another way");
    } else if (!standings.isEmpty() && !standings.containsValue(Standing.NEW)) {
      notes.add("it failed in this way before the change too");
    }
    return notes;
  }
}
