package dev.parley.app.server.dashboard;

import dev.parley.analytics.insight.Insight;
import java.util.List;

/**
 * What is worth doing.
 *
 * @param tasks how many were looked at
 */
public record InsightsView(List<Row> rows, int tasks) {

  /**
   * One insight.
   *
   * @param evidence tasks that show it
   */
  public record Row(
      String severity,
      String kind,
      String message,
      String action,
      List<Evidence> evidence,
      String stake) {

    static Row of(Insight insight) {
      return new Row(
          insight.severity().wireName(),
          Wording.words(insight.kind().wireName()),
          Wording.line(insight.message(), 600),
          Wording.line(insight.action(), 600),
          insight.evidence().stream().map(Evidence::of).toList(),
          Wording.money(insight.money()) + " and " + Wording.time(insight.time()) + " at stake");
    }
  }

  /**
   * A task that shows it.
   *
   * @param run empty if the text names none
   */
  public record Evidence(String run, String task, String words) {

    static Evidence of(String text) {
      int slash = text.indexOf('/');
      boolean named = slash > 0 && text.matches("[a-z0-9-]{1,64}/[\\w.-]{1,64}");
      return new Evidence(
          named ? text.substring(0, slash) : "",
          named ? text.substring(slash + 1) : "",
          Wording.line(text, 160));
    }
  }

  static InsightsView of(List<Insight> insights, int tasks) {
    return new InsightsView(insights.stream().map(Row::of).toList(), tasks);
  }
}
