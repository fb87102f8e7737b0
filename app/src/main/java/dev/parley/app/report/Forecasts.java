package dev.parley.app.report;

import dev.parley.app.terminal.Spans;
import dev.parley.orchestrator.RunState;
import dev.parley.safety.Forecast;
import dev.parley.safety.Preflight;
import java.time.Duration;
import java.util.List;

/** What a plan will take, for people. */
public final class Forecasts {

  private Forecasts() {}

  /** One line, such as {@code about 90 model calls, 1.2M tokens, $3.40, 25 min (basis: ...)}. */
  public static String inWords(Forecast forecast) {
    var expected = forecast.expected();
    return "about %d model calls, %s tokens, %s, %s (%s)"
        .formatted(
            expected.calls(),
            tokens(expected.tokens()),
            expected.cost(),
            time(forecast),
            forecast.basis());
  }

  /** By the clock, with the interval that holds four times in five. */
  private static String time(Forecast forecast) {
    return forecast
        .clock()
        .map(seconds ->
            "%s (80%%: %s to %s)"
                .formatted(span(seconds.p50()), span(seconds.p10()), span(seconds.p90())))
        .orElseGet(() -> Spans.inWords(forecast.expected().time()));
  }

  private static String span(double seconds) {
    return Spans.inWords(Duration.ofMillis(Math.round(seconds * 1_000)));
  }

  /** What the plan may not fit, and what would do; empty if it fits. */
  public static List<String> doubts(RunState state) {
    return state.draft().forecast().stream()
        .flatMap(forecast -> Preflight.shortfalls(forecast, state.request().limits()).stream())
        .map(shortfall ->
            "plan: it may not fit: %s (enough: %s=%s)"
                .formatted(shortfall.inWords(), shortfall.key().wireName(), shortfall.enough()))
        .toList();
  }

  private static String tokens(long tokens) {
    return tokens < 1_000
        ? Long.toString(tokens)
        : tokens < 1_000_000 ? tokens / 1_000 + "k" : "%.1fM".formatted(tokens / 1e6);
  }
}
