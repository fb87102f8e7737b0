package dev.parley.app.report;

import dev.parley.app.terminal.Spans;
import dev.parley.estimation.Estimate;
import dev.parley.model.Money;
import dev.parley.orchestrator.RunState;
import dev.parley.safety.Forecast;
import dev.parley.safety.Preflight;
import java.util.List;
import java.util.Locale;

/** What a plan will take, for people. */
public final class Forecasts {

  private Forecasts() {}

  /** One line, such as {@code about 90 model calls, 1.2M tokens, $3.40, 25 min (basis: ...)}. */
  public static String inWords(Forecast forecast) {
    var expected = forecast.expected();
    return "about %d model calls, %s tokens, %s%s, %s (%s)"
        .formatted(
            expected.calls(),
            tokens(expected.tokens()),
            attempts(forecast),
            money(forecast),
            time(forecast),
            forecast.basis());
  }

  private static String attempts(Forecast forecast) {
    double attempts = forecast.tasks().stream().mapToDouble(Estimate::attempts).sum();
    return attempts == 0 ? "" : String.format(Locale.ROOT, "%.1f attempts, ", attempts);
  }

  private static String money(Forecast forecast) {
    return forecast
        .money()
        .map(micros ->
            "%s (80%%: %s to %s)"
                .formatted(usd(micros.mean()), usd(micros.p10()), usd(micros.p90())))
        .orElseGet(() -> forecast.expected().cost().toString());
  }

  private static Money usd(double micros) {
    return new Money(Math.round(micros));
  }

  /** By the clock, with the interval that holds four times in five. */
  private static String time(Forecast forecast) {
    return forecast
        .clock()
        .map(seconds ->
            "%s (80%%: %s to %s)"
                .formatted(
                    Spans.inWords(seconds.p50()),
                    Spans.inWords(seconds.p10()),
                    Spans.inWords(seconds.p90())))
        .orElseGet(() -> Spans.inWords(forecast.expected().time()));
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
