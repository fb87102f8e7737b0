package dev.parley.app.config;

import dev.parley.model.Money;
import dev.parley.safety.LimitChange;
import dev.parley.safety.LimitKey;
import dev.parley.safety.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The limits, source by source: the user's own sources set them, a repository's file only lowers
 * them.
 */
final class LimitsInForce {

  static final String PARALLEL = "run.max_parallel";
  private static final String TABLE = "limits.";
  private static final String PROFILE = TABLE + "profile";

  private Limits limits;
  private final Map<LimitKey, String> origins = new EnumMap<>(LimitKey.class);
  private final Set<LimitKey> ofRun = EnumSet.noneOf(LimitKey.class);
  private boolean aboutThisRun;
  private Optional<Long> parallel = Optional.empty();

  /** Begins with what holds if nobody says otherwise. */
  LimitsInForce(Limits before) {
    this.limits = before;
  }

  /**
   * What a layer changes, as far as it is about limits: a profile replaces all, single ones follow
   * it.
   */
  static List<LimitChange> changes(List<Assigned> layer) {
    var changes = new ArrayList<LimitChange>();
    profile(layer)
        .ifPresent(profile -> {
          for (var key : LimitKey.values()) {
            changes.add(new LimitChange(key, key.text(profile)));
          }
        });
    for (var assigned : layer) {
      key(assigned).ifPresent(key -> changes.add(new LimitChange(key, text(assigned.value()))));
    }
    return changes;
  }

  /** Takes what the user gave. */
  void take(List<Assigned> layer) {
    var origin = layer.stream().filter(LimitsInForce::isProfile).map(Assigned::origin).findFirst();
    for (var change : changes(layer)) {
      set(change, origin.orElse(""));
    }
    for (var assigned : layer) {
      key(assigned).ifPresent(key -> origins.put(key, assigned.origin()));
      noteParallel(assigned);
    }
  }

  /**
   * Takes what was set for all runs.
   *
   * @param origin for messages
   */
  void take(List<LimitChange> changes, String origin) {
    changes.forEach(change -> set(change, origin));
  }

  /** Takes what a repository gave, as far as it lowers something. */
  void lower(List<Assigned> layer, List<String> warnings) {
    profile(layer)
        .ifPresent(profile -> {
          for (var key : LimitKey.values()) {
            boolean _ = lower(new LimitChange(key, key.text(profile)), "parley.toml");
          }
        });
    for (var assigned : layer) {
      var key = key(assigned);
      boolean raised = assigned.dotted().equals(PARALLEL) && !lowerParallel(assigned);
      if (raised) {
        warnings.add(
            "%s: a repository may only lower %s, which is %d"
                .formatted(assigned.origin(), PARALLEL, parallel.orElseThrow()));
      }
      if (key.isPresent()
          && !lower(new LimitChange(key.get(), text(assigned.value())), assigned.origin())) {
        warnings.add(
            "%s: a repository may only lower %s, which is %s"
                .formatted(assigned.origin(), assigned.dotted(), key.get().inWords(limits)));
      }
    }
  }

  /**
   * The limits in force.
   *
   * @param warnings is told when the wished-for parallelism does not fit
   */
  Limits limits(List<String> warnings) {
    long wished = parallel.orElse((long) limits.maxConcurrentTasks());
    if (wished > limits.maxConcurrentTasks()) {
      warnings.add(
          "%s is %d, but limits.max_concurrent_tasks allows %d"
              .formatted(PARALLEL, wished, limits.maxConcurrentTasks()));
    }
    long concurrent = Math.min(wished, limits.maxConcurrentTasks());
    return limits.with(LimitKey.MAX_CONCURRENT_TASKS, Long.toString(concurrent));
  }

  /** What is taken from now on is about one run: its repository, its environment, its flags. */
  void nowAboutOneRun() {
    aboutThisRun = true;
  }

  /** Limits that were given for this run in particular. */
  Set<LimitKey> ofRun() {
    return ofRun;
  }

  /** Where each limit comes from that is not the profile's own. */
  Map<LimitKey, String> origins() {
    return origins;
  }

  private void set(LimitChange change, String origin) {
    limits = limits.with(List.of(change));
    origins.put(change.key(), origin);
    if (aboutThisRun) {
      ofRun.add(change.key());
    }
  }

  /** False if the value is higher than what is in force, which stays. */
  private boolean lower(LimitChange change, String origin) {
    var lowered = limits.with(List.of(change));
    int compared = change.key().compare(lowered, limits);
    if (compared < 0) {
      set(change, origin);
    }
    return compared <= 0;
  }

  private boolean lowerParallel(Assigned assigned) {
    if (parallel.isPresent() && (Long) assigned.value() > parallel.get()) {
      return false;
    }
    noteParallel(assigned);
    return true;
  }

  private void noteParallel(Assigned assigned) {
    if (assigned.dotted().equals(PARALLEL)) {
      parallel = Optional.of((Long) assigned.value());
    }
  }

  private static Optional<LimitKey> key(Assigned assigned) {
    return assigned.dotted().startsWith(TABLE)
        ? LimitKey.of(assigned.dotted().substring(TABLE.length()))
        : Optional.empty();
  }

  private static String text(Object value) {
    return switch (value) {
      case Duration time -> Long.toString(time.toSeconds());
      case Money money -> money.usd().stripTrailingZeros().toPlainString();
      case Object other -> Objects.toString(other);
    };
  }

  private static boolean isProfile(Assigned assigned) {
    return assigned.dotted().equals(PROFILE);
  }

  private static Optional<Limits> profile(List<Assigned> layer) {
    return layer.stream()
        .filter(LimitsInForce::isProfile)
        .map(assigned -> assigned.value().equals("cautious") ? Limits.CAUTIOUS : Limits.STANDARD)
        .reduce((_, last) -> last);
  }
}
