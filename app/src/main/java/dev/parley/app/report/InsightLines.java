package dev.parley.app.report;

import dev.parley.adapters.jackson.RecordJson;
import dev.parley.analytics.insight.Insight;
import dev.parley.app.terminal.Plain;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Insights, for people and for programs. */
public final class InsightLines {

  private InsightLines() {}

  record Shown(
      String severity,
      String kind,
      String message,
      String action,
      List<String> evidence,
      AtStake atStake,
      double chance) {

    static Shown of(Insight insight) {
      return new Shown(
          insight.severity().wireName(),
          insight.kind().wireName(),
          insight.message(),
          insight.action(),
          insight.evidence(),
          new AtStake(insight.money().usd(), insight.time().toSeconds() / 60.0),
          insight.chance());
    }
  }

  record AtStake(BigDecimal usd, double minutes) {}

  /** A JSON array. */
  public static String json(List<Insight> insights) {
    return new RecordJson().pretty(insights.stream().map(Shown::of).toList()).strip();
  }

  /** A few lines each. */
  public static List<String> text(List<Insight> insights) {
    var lines = new ArrayList<String>();
    for (var insight : insights) {
      lines.add(
          "%-6s %s".formatted(insight.severity().wireName(), Plain.line(insight.message(), 300)));
      lines.add("       do: " + Plain.line(insight.action(), 200));
      lines.add(
          "       at stake: %s, %s".formatted(insight.money(), AnalyticsText.time(insight.time())));
      lines.add("       seen in: " + Plain.line(String.join(", ", insight.evidence()), 300));
    }
    return lines;
  }
}
