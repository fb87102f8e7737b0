package dev.parley.app.report;

import dev.parley.analytics.Analytics;
import dev.parley.analytics.Group;
import dev.parley.analytics.Spending;
import dev.parley.analytics.trace.LabelBounds;
import dev.parley.model.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Figures in the text format that Prometheus scrapes (version 0.0.4). Labels are few: at most
 * {@value LabelBounds#VALUES_MAX} values each, the rest as {@value LabelBounds#OTHER}; no run,
 * task, meeting or path is one.
 */
public final class PrometheusText {

  /** Of an HTTP answer with such a text. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder();
  private final LabelBounds bounds = new LabelBounds();

  private PrometheusText() {}

  /** All of it, ending in a line break. */
  public static String of(Analytics all) {
    var page = new PrometheusText();
    page.tasks(all);
    page.spending(all);
    page.time(all);
    page.groups("model", all.byModel());
    page.groups("agent", all.byAgent());
    page.groups("type", all.byType());
    return page.text.toString();
  }

  private void tasks(Analytics all) {
    var figures = all.figures();
    counter("parley_runs_total", "Runs.", all.runs());
    family("parley_tasks_total", "counter", "Tasks that merged or failed.");
    sample("parley_tasks_total", Map.of("status", "merged"), figures.completedTasks());
    sample("parley_tasks_total", Map.of("status", "failed"), figures.failedTasks());
    gauge("parley_success_ratio", "Merged of all counted tasks.", figures.successRate());
    gauge(
        "parley_first_attempt_ratio",
        "Counted tasks that merged at the first attempt.",
        all.firstAttempt().rate());
    gauge("parley_attempts_mean", "Attempts a counted task took.", figures.averageAttempts());
    var outcomes = new TreeMap<String, Double>();
    figures
        .commonFailures()
        .forEach(
            (name, count) -> outcomes.merge(bounded("outcome", name), count * 1.0, Double::sum));
    family("parley_attempt_failures_total", "counter", "Attempts that did not merge, by outcome.");
    outcomes.forEach(
        (name, count) -> sample("parley_attempt_failures_total", Map.of("outcome", name), count));
  }

  private void spending(Analytics all) {
    counter("parley_cost_usd_total", "Dollars the ledger charged.", usd(all.spending().cost()));
    counter(
        "parley_overhead_cost_usd_total",
        "The part of it for requirements and plans.",
        usd(all.outside().cost()));
    counter(
        "parley_cache_saved_usd_total",
        "Dollars that calls answered from the cache cost when they were made.",
        usd(all.recalled().cost()));
    counter("parley_model_calls_total", "Requests to providers.", all.spending().calls());
    family("parley_tokens_total", "counter", "Tokens of model calls, each kind once.");
    var usage = all.spending().usage();
    sample("parley_tokens_total", Map.of("kind", "input"), usage.input());
    sample("parley_tokens_total", Map.of("kind", "output"), usage.output());
    sample("parley_tokens_total", Map.of("kind", "cache_write"), usage.cacheWrite());
    sample("parley_tokens_total", Map.of("kind", "cache_read"), usage.cacheRead());
  }

  private void time(Analytics all) {
    family("parley_stage_seconds_total", "counter", "Time worked on tasks, by stage.");
    all.stages()
        .forEach((stage, time) ->
            sample("parley_stage_seconds_total", Map.of("stage", stage.wireName()), seconds(time)));
    counter(
        "parley_queued_seconds_total",
        "Time tasks waited though they were ready.",
        seconds(all.queued()));
    family("parley_queue_reason_seconds_total", "counter", "Parts of that, by recorded reason.");
    var reasons = new TreeMap<String, Double>();
    all.queueReasons()
        .forEach(
            (reason, time) -> reasons.merge(bounded("reason", reason), seconds(time), Double::sum));
    reasons.forEach((reason, time) ->
        sample("parley_queue_reason_seconds_total", Map.of("reason", reason), time));
  }

  /** Sums that belong to one label value. */
  private record Part(long merged, long failed, Spending spending) {
    Part plus(Part other) {
      return new Part(merged + other.merged, failed + other.failed, spending.plus(other.spending));
    }
  }

  private void groups(String label, List<Group> groups) {
    var parts = new LinkedHashMap<String, Part>();
    for (var group : groups) {
      var figures = group.figures();
      var part = new Part(figures.completedTasks(), figures.failedTasks(), group.spending());
      parts.merge(bounded(label, group.name()), part, Part::plus);
    }
    String tasks = "parley_" + label + "_tasks_total";
    family(tasks, "counter", "Tasks that merged or failed, by " + label + ".");
    parts.forEach((name, part) -> {
      sample(tasks, ordered(label, name, "status", "merged"), part.merged());
      sample(tasks, ordered(label, name, "status", "failed"), part.failed());
    });
    each(
        "parley_" + label + "_cost_usd_total",
        "Dollars on tasks, by " + label + ".",
        label,
        parts,
        part -> usd(part.spending().cost()));
  }

  private void each(
      String name,
      String help,
      String label,
      Map<String, Part> parts,
      Function<Part, BigDecimal> value) {
    family(name, "counter", help);
    parts.forEach((of, part) -> line(name, Map.of(label, of), value.apply(part).toPlainString()));
  }

  private String bounded(String label, String value) {
    return bounds.bounded(label, value);
  }

  private void counter(String name, String help, long value) {
    family(name, "counter", help);
    sample(name, Map.of(), value);
  }

  private void counter(String name, String help, double value) {
    family(name, "counter", help);
    sample(name, Map.of(), value);
  }

  private void counter(String name, String help, BigDecimal value) {
    family(name, "counter", help);
    line(name, Map.of(), value.toPlainString());
  }

  private void gauge(String name, String help, double value) {
    family(name, "gauge", help);
    sample(name, Map.of(), value);
  }

  private void family(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void sample(String name, Map<String, String> labels, long value) {
    line(name, labels, Long.toString(value));
  }

  private void sample(String name, Map<String, String> labels, double value) {
    line(name, labels, Double.toString(value));
  }

  private void line(String name, Map<String, String> labels, String value) {
    text.append(name);
    if (!labels.isEmpty()) {
      var pairs = new ArrayList<String>();
      labels.forEach((label, of) -> pairs.add(label + "=\"" + escaped(of) + "\""));
      text.append('{').append(String.join(",", pairs)).append('}');
    }
    text.append(' ').append(value).append('\n');
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static Map<String, String> ordered(String a, String is, String b, String also) {
    var labels = new LinkedHashMap<String, String>();
    labels.put(a, is);
    labels.put(b, also);
    return labels;
  }

  /** Exact to the micro-dollar. */
  private static BigDecimal usd(Money money) {
    return money.usd();
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
