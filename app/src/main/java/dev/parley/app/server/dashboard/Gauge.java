package dev.parley.app.server.dashboard;

import dev.parley.orchestrator.RunState;
import dev.parley.safety.Forecast.Used;
import dev.parley.safety.Ledger.Spend;
import java.util.List;

/**
 * How much of a limit is used.
 *
 * @param used and {@code limit} in words
 * @param length of the bar's used part, of {@link Bar#LENGTH}
 * @param level {@code ok}, {@code near} or {@code full}
 */
public record Gauge(String name, String used, String limit, int length, String level, String note) {

  private static final double NEAR = 0.8;

  /** Those of a run. */
  static List<Gauge> of(RunState state, Spend spend, Used used) {
    var limits = state.request().limits();
    var ofRun = spend.settled().plus(spend.reserved());
    return List.of(
        gauge(
            "This run",
            Wording.money(ofRun),
            Wording.money(limits.maxUsdPerRun()),
            ratio(ofRun.micros(), limits.maxUsdPerRun().micros()),
            Wording.money(spend.reserved()) + " of it reserved"),
        gauge(
            "All runs, 24 h",
            Wording.money(used.costOfDay()),
            Wording.money(limits.maxUsdPerDay()),
            ratio(used.costOfDay().micros(), limits.maxUsdPerDay().micros()),
            ""),
        gauge(
            "Tokens, 24 h",
            Wording.count(used.tokensOfDay()),
            Wording.count(limits.maxLlmTokensPerDay()),
            ratio(used.tokensOfDay(), limits.maxLlmTokensPerDay()),
            ""),
        gauge(
            "Model calls, 60 min",
            Wording.count(used.requestsOfHour()),
            Wording.count(limits.maxLlmRequestsPerHour()),
            ratio(used.requestsOfHour(), limits.maxLlmRequestsPerHour()),
            Wording.plural(spend.requests(), "call") + " by this run"),
        gauge(
            "Slots",
            Integer.toString(state.slotsTaken()),
            Integer.toString(limits.maxConcurrentTasks()),
            ratio(state.slotsTaken(), limits.maxConcurrentTasks()),
            "",
            "ok"),
        gauge(
            "Failures in a row",
            Integer.toString(state.failures().inARow()),
            Integer.toString(limits.maxTaskFailuresBeforeStop()),
            ratio(state.failures().inARow(), limits.maxTaskFailuresBeforeStop()),
            ""));
  }

  private static double ratio(long part, long whole) {
    return whole <= 0 ? 0 : (double) part / whole;
  }

  private static Gauge gauge(String name, String used, String limit, double ratio, String note) {
    String level = ratio >= 1 ? "full" : ratio >= NEAR ? "near" : "ok";
    return gauge(name, used, limit, ratio, note, level);
  }

  private static Gauge gauge(
      String name, String used, String limit, double ratio, String note, String level) {
    int length = (int) Math.round(Bar.LENGTH * Math.clamp(ratio, 0, 1));
    return new Gauge(name, used, limit, length, level, note);
  }
}
