package dev.parley.app.server.dashboard;

import dev.parley.attempt.AttemptState;
import dev.parley.attempt.Outcome;
import dev.parley.orchestrator.AttemptView;
import dev.parley.orchestrator.RunState;
import dev.parley.orchestrator.TaskView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Attempts over time, as many rows as ran at once. Drawn {@value #WIDTH} wide.
 *
 * @param span from the first attempt's start, in words
 * @param left out attempts, the oldest, if there are too many
 */
public record TimelineView(int rows, List<Slot> slots, List<Tick> ticks, String span, int left) {

  public static final int WIDTH = 1_000;
  private static final int ATTEMPTS_MAX = 400;
  private static final int TICKS = 4;
  private static final int LEAST = 3;

  /**
   * One attempt.
   *
   * @param row from 0
   * @param style what became of it: {@code merged}, {@code running}, {@code failed}
   * @param words for who does not see it
   */
  public record Slot(
      String task, int number, int row, int x, int length, String style, String words) {}

  /** A mark on the line of time. */
  public record Tick(int x, String words) {}

  public TimelineView {
    slots = List.copyOf(slots);
    ticks = List.copyOf(ticks);
  }

  private record Span(AttemptView attempt, Instant from, Instant to) {}

  /**
   * Of a run.
   *
   * @param now until when attempts that have not ended are drawn
   */
  static TimelineView of(RunState state, Instant now) {
    var all =
        state.tasks().values().stream()
            .map(TaskView::attempts)
            .flatMap(List::stream)
            .map(attempt -> new Span(attempt, attempt.startedAt(), end(attempt, now)))
            .sorted(Comparator.comparing(Span::from))
            .toList();
    if (all.isEmpty()) {
      return new TimelineView(0, List.of(), List.of(), "", 0);
    }
    var shown = all.subList(Math.max(0, all.size() - ATTEMPTS_MAX), all.size());
    var first = shown.getFirst().from();
    var last = shown.stream().map(Span::to).max(Comparator.naturalOrder()).orElse(now);
    long millis = Math.max(1, Duration.between(first, last).toMillis());
    var free = new ArrayList<Instant>();
    var slots = new ArrayList<Slot>();
    for (var span : shown) {
      slots.add(slot(span, row(free, span), first, millis));
    }
    return new TimelineView(
        free.size(),
        slots,
        ticks(millis),
        Wording.time(Duration.ofMillis(millis)),
        all.size() - shown.size());
  }

  private static Instant end(AttemptView attempt, Instant now) {
    var end = attempt.state() instanceof AttemptState.Ended ? attempt.since() : now;
    return end.isBefore(attempt.startedAt()) ? attempt.startedAt() : end;
  }

  /** The first row that is free by then. */
  private static int row(List<Instant> free, Span span) {
    for (int i = 0; i < free.size(); i++) {
      if (!free.get(i).isAfter(span.from())) {
        free.set(i, span.to());
        return i;
      }
    }
    free.add(span.to());
    return free.size() - 1;
  }

  private static Slot slot(Span span, int row, Instant first, long millis) {
    var attempt = span.attempt();
    int x = scaled(Duration.between(first, span.from()), millis);
    int end = scaled(Duration.between(first, span.to()), millis);
    String style = style(attempt.state());
    return new Slot(
        attempt.id().task().value(),
        attempt.id().number(),
        row,
        Math.min(x, WIDTH - LEAST),
        Math.max(LEAST, end - x),
        style,
        "%s, attempt %d: %s"
            .formatted(attempt.id().task(), attempt.id().number(), words(attempt.state())));
  }

  private static String style(AttemptState state) {
    return switch (state) {
      case AttemptState.Ended(Outcome.Merged _) -> "merged";
      case AttemptState.Ended(Outcome outcome) when outcome.cutOffFromOutside() -> "cancelled";
      case AttemptState.Ended _ -> "failed";
      case AttemptState.Gated _ -> "awaiting_approval";
      case AttemptState.Queued _,
          AttemptState.Preparing _,
          AttemptState.Coding _,
          AttemptState.Verifying _,
          AttemptState.Reviewing _,
          AttemptState.Integrating _ ->
          "running";
    };
  }

  private static String words(AttemptState state) {
    return state instanceof AttemptState.Ended(var outcome)
        ? Wording.line(outcome.inWords(), 160)
        : state.inWord();
  }

  private static int scaled(Duration time, long millis) {
    return (int) (time.toMillis() * WIDTH / millis);
  }

  private static List<Tick> ticks(long millis) {
    var ticks = new ArrayList<Tick>();
    for (int i = 1; i < TICKS; i++) {
      ticks.add(new Tick(WIDTH * i / TICKS, Wording.time(Duration.ofMillis(millis * i / TICKS))));
    }
    return ticks;
  }
}
