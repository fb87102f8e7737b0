package dev.parley.analytics.insight;

import dev.parley.analytics.AttemptRecord;
import dev.parley.analytics.FailureCount;
import dev.parley.analytics.TaskRecord;
import dev.parley.analytics.fingerprint.FailureGroups;
import dev.parley.analytics.fingerprint.Fingerprint;
import dev.parley.analytics.insight.Candidate.Words;
import dev.parley.model.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether one failure stands out: by how often it comes, since when, or what it costs. */
final class FailureRules {

  private static final int MORE_THAN = 3;

  /** Part of the tasks that may meet one and the same failure. */
  private static final double TASKS_MAX = 0.35;

  /** Part of a task's money that may go into one failure. */
  private static final double MONEY_MAX = 0.3;

  /** Failures looked at: the most frequent. */
  private static final int LOOKED_AT = 20;

  /** How an attempt ended, as far as it matters here. */
  private record End(TaskRecord task, AttemptRecord attempt, Optional<String> failure) {}

  private final Counted all;
  private final List<FailureCount> counts;
  private final FailureGroups groups;
  private final List<End> ends;
  private final IdentityHashMap<TaskRecord, List<End>> byTask = new IdentityHashMap<>();

  private FailureRules(Counted all) {
    this.all = all;
    this.counts = FailureCount.of(all.tasks());
    this.groups =
        FailureGroups.of(
            all.tasks().stream()
                .flatMap(task -> task.attempts().stream())
                .flatMap(attempt -> attempt.failure().stream())
                .toList());
    this.ends =
        all.tasks().stream()
            .flatMap(task ->
                task.attempts().stream().map(attempt -> new End(task, attempt, key(attempt))))
            .toList();
    ends.forEach(end -> byTask.computeIfAbsent(end.task(), _ -> new ArrayList<>()).add(end));
  }

  static List<Candidate> of(Counted all) {
    return all.tooFew() ? List.of() : new FailureRules(all).candidates();
  }

  private Optional<String> key(AttemptRecord attempt) {
    return attempt.failure().map(groups::of).map(Fingerprint::key);
  }

  private List<Candidate> candidates() {
    var looked =
        counts.stream().limit(LOOKED_AT).filter(count -> count.attempts() > MORE_THAN).toList();
    var candidates = new ArrayList<Candidate>();
    least(looked.stream().map(this::recent)).ifPresent(candidates::add);
    least(looked.stream().map(this::frequent)).ifPresent(candidates::add);
    least(looked.stream().map(this::dear)).ifPresent(candidates::add);
    return candidates;
  }

  private static Optional<Candidate> least(Stream<Candidate> candidates) {
    return candidates.min(Comparator.comparingDouble(Candidate::chance));
  }

  /** Looking at many failures finds something sooner: each counts as one look. */
  private double ofMany(double chance) {
    return Math.min(1, chance * counts.size());
  }

  private Candidate recent(FailureCount count) {
    var key = Optional.of(count.failure().key());
    var shift = RateShift.ofAny(ends.stream().map(end -> end.failure().equals(key)).toList());
    return new Candidate(
        InsightKind.NEW_FAILURE,
        ofMany(shift.chance()),
        () -> {
          var newest =
              ends.subList(ends.size() - shift.window(), ends.size()).stream()
                  .filter(end -> end.failure().equals(key))
                  .toList();
          return words(
              count,
              String.format(
                  Locale.ROOT,
                  "%d of the last %d attempts failed the same way, before %.0f%%: %s",
                  newest.size(),
                  shift.window(),
                  100 * shift.before(),
                  count.failure().inWords()),
              newest);
        });
  }

  private Candidate frequent(FailureCount count) {
    double chance =
        Betting.chance(all.values(task -> met(task, count).isEmpty() ? 0 : 1), TASKS_MAX);
    return new Candidate(
        InsightKind.FREQUENT_FAILURE,
        ofMany(chance),
        () ->
            words(
                count,
                String.format(
                    Locale.ROOT,
                    "%d of %d tasks met the same failure: %s",
                    count.tasks().size(),
                    all.size(),
                    count.failure().inWords()),
                met(count)));
  }

  private Candidate dear(FailureCount count) {
    double chance = Betting.chance(all.values(task -> part(task, count)), MONEY_MAX);
    return new Candidate(
        InsightKind.MONEY_ON_FAILURES,
        ofMany(chance),
        () ->
            words(
                count,
                String.format(
                    Locale.ROOT,
                    "%s of %s went into attempts that failed the same way: %s",
                    count.cost(),
                    all.cost(),
                    count.failure().inWords()),
                met(count)));
  }

  private List<End> met(TaskRecord task, FailureCount count) {
    var key = count.failure().key();
    return byTask.getOrDefault(task, List.of()).stream()
        .filter(end -> end.failure().filter(key::equals).isPresent())
        .toList();
  }

  private double part(TaskRecord task, FailureCount count) {
    long whole = task.spending().cost().micros();
    long lost =
        met(task, count).stream().mapToLong(end -> end.attempt().spending().cost().micros()).sum();
    return whole == 0 ? 0 : Math.min(1, (double) lost / whole);
  }

  private List<End> met(FailureCount count) {
    var key = Optional.of(count.failure().key());
    return ends.stream().filter(end -> end.failure().equals(key)).toList();
  }

  private static Words words(FailureCount count, String message, List<End> shown) {
    var attempts = shown.stream().map(End::attempt).toList();
    return new Words(
        message,
        Remedies.of(count.failure()),
        shown.reversed().stream().map(end -> end.task().name()).distinct().toList(),
        attempts.stream().map(a -> a.spending().cost()).reduce(Money.ZERO, Money::plus),
        attempts.stream().map(AttemptRecord::worked).reduce(Duration.ZERO, Duration::plus));
  }
}
