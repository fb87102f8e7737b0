package dev.parley.app.server.dashboard;

import dev.parley.app.config.LimitText;
import dev.parley.app.run.StoredLimits.InForce;
import dev.parley.app.run.StoredLimits.Reached;
import dev.parley.event.Event;
import dev.parley.safety.LimitKey;
import dev.parley.safety.Limits;
import dev.parley.safety.SafetyPayload.LimitsSet;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The limits for all runs, to be changed.
 *
 * @param saved what a change did; empty before there is one
 * @param error why nothing was saved; empty if nothing went wrong
 * @param history newest first
 */
public record SettingsView(
    List<Field> fields,
    List<Profile> profiles,
    Optional<Saved> saved,
    Optional<String> error,
    List<Change> history) {

  private static final int HISTORY_MAX = 200;
  private static final int CHANGES_MAX = 20;

  /**
   * One limit.
   *
   * @param value as typed, or as it is
   * @param choices empty if any number will do
   * @param error what is wrong with what was typed; empty if nothing is
   */
  public record Field(
      String key,
      String label,
      String value,
      String unit,
      String description,
      String expected,
      String origin,
      List<String> choices,
      String error) {}

  /** Limits to take all at once. */
  public record Profile(String name, String words, boolean current) {}

  /** A change that was made just now. */
  public record Saved(String words, List<Bound> binds) {}

  /**
   * A run that a change reached.
   *
   * @param kept limits of its own that stay
   */
  public record Bound(String run, String kept) {}

  /** A change that somebody made. */
  public record Change(Instant at, String when, String by, List<String> values) {}

  public SettingsView {
    fields = List.copyOf(fields);
    history = List.copyOf(history);
  }

  /**
   * What somebody typed.
   *
   * @param values by key
   * @param errors by key; nothing was saved if there is one
   */
  record Typed(Map<String, String> values, Map<String, String> errors) {
    static final Typed NOTHING = new Typed(Map.of(), Map.of());
  }

  static SettingsView of(InForce inForce, List<Event> history, Typed typed, Optional<Saved> saved) {
    return new SettingsView(
        Arrays.stream(LimitKey.values()).map(key -> field(key, inForce, typed)).toList(),
        List.of(
            profile("standard", Limits.STANDARD, inForce.limits()),
            profile("cautious", Limits.CAUTIOUS, inForce.limits())),
        saved,
        typed.errors().isEmpty()
            ? Optional.empty()
            : Optional.of(
                "Nothing is saved: "
                    + Wording.plural(typed.errors().size(), "value")
                    + " cannot be taken."),
        changes(history));
  }

  private static Field field(LimitKey key, InForce inForce, Typed typed) {
    var text = LimitText.of(key);
    String value = key.text(inForce.limits());
    return new Field(
        key.wireName(),
        label(key),
        Wording.line(typed.values().getOrDefault(key.wireName(), value), 40),
        unit(key),
        text.description(),
        text.expected(),
        Wording.line(inForce.origins().getOrDefault(key, "the standard profile"), 200),
        key == LimitKey.ON_TRIP ? List.of("finish", "cancel") : List.of(),
        typed.errors().getOrDefault(key.wireName(), ""));
  }

  private static String label(LimitKey key) {
    return switch (key) {
      case MAX_LLM_REQUESTS_PER_HOUR -> "Model calls per hour";
      case MAX_LLM_TOKENS_PER_DAY -> "Tokens per day";
      case MAX_TASK_FAILURES_BEFORE_STOP -> "Failures in a row before a stop";
      case MAX_EXECUTION_TIME_PER_TASK -> "Time per attempt";
      case MAX_USD_PER_RUN -> "Money per run";
      case MAX_USD_PER_DAY -> "Money per day";
      case MAX_ATTEMPTS_PER_TASK -> "Attempts per task";
      case MAX_CONCURRENT_TASKS -> "Tasks at a time";
      case MAX_CPU_PERCENT -> "Processor load";
      case MAX_MEMORY_MB -> "Memory";
      case ON_TRIP -> "When failures stop a run";
    };
  }

  private static String unit(LimitKey key) {
    return switch (key) {
      case MAX_USD_PER_RUN, MAX_USD_PER_DAY -> "US dollars";
      case MAX_EXECUTION_TIME_PER_TASK -> "seconds";
      case MAX_CPU_PERCENT -> "percent";
      case MAX_MEMORY_MB -> "MB";
      case MAX_LLM_REQUESTS_PER_HOUR -> "calls";
      case MAX_LLM_TOKENS_PER_DAY -> "tokens";
      case MAX_TASK_FAILURES_BEFORE_STOP, MAX_CONCURRENT_TASKS -> "tasks";
      case MAX_ATTEMPTS_PER_TASK -> "attempts";
      case ON_TRIP -> "running tasks";
    };
  }

  private static Profile profile(String name, Limits limits, Limits now) {
    boolean same =
        Arrays.stream(LimitKey.values()).allMatch(key -> key.text(limits).equals(key.text(now)));
    return new Profile(
        name,
        "%s calls an hour, %s tokens a day, %s an attempt"
            .formatted(
                Wording.count(limits.maxLlmRequestsPerHour()),
                Wording.count(limits.maxLlmTokensPerDay()),
                Wording.time(limits.maxExecutionTimePerTask())),
        same);
  }

  /** What to say of a change that reached these runs. */
  static Saved saved(List<Reached> reached) {
    String words =
        reached.isEmpty()
            ? "Saved. It holds for every run begun from now on; none is under way."
            : "Saved. It binds the next model call of "
                + Wording.plural(reached.size(), "run")
                + " under way, and every run begun from now on.";
    return new Saved(
        words,
        reached.stream()
            .map(run ->
                new Bound(
                    run.run().value(),
                    run.kept().stream().map(LimitKey::wireName).collect(Collectors.joining(", "))))
            .toList());
  }

  private static List<Change> changes(List<Event> history) {
    return history.stream()
        .filter(event -> event.payload() instanceof LimitsSet)
        .sorted(Comparator.comparingLong(Event::position).reversed())
        .limit(HISTORY_MAX)
        .map(event -> change(event, (LimitsSet) event.payload()))
        .toList();
  }

  private static Change change(Event event, LimitsSet set) {
    return new Change(
        event.time(),
        Wording.moment(event.time()),
        Wording.line(set.by(), 80),
        set.changes().stream()
            .limit(CHANGES_MAX)
            .map(change -> change.key().wireName() + " = " + Wording.line(change.value(), 40))
            .toList());
  }
}
