package dev.parley.app.server.api;

import dev.parley.analytics.Analytics;
import dev.parley.analytics.RunRecord;
import dev.parley.analytics.insight.Insights;
import dev.parley.app.report.AnalyticsFields;
import dev.parley.app.report.InsightLines;
import dev.parley.app.report.PrometheusText;
import dev.parley.app.run.SelectionText;
import dev.parley.app.server.api.Route.Parameter;
import dev.parley.app.server.office.Office;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** What runs add up to. */
final class FigureRoutes {

  private static final Parameter[] SELECTION = {
    new Parameter("meeting", "string", "Runs that read it: its id, name, or a run that read it."),
    new Parameter("run", "string", "This run alone."),
    new Parameter("repository", "string", "Runs on it: its path, or the end of it."),
    new Parameter("model", "string", "Runs in which this model coded."),
    new Parameter("agent", "string", "Runs in which this agent coded."),
    new Parameter("since", "string", "Runs begun then or later: a date, or a time in UTC.")
  };

  private final Office office;

  FigureRoutes(Office office) {
    this.office = office;
  }

  List<Route> all() {
    return List.of(
        Route.get(
                "/analytics",
                "getAnalytics",
                "What runs add up to.",
                "Analytics",
                context -> analytics(context, selected(context)))
            .with(SELECTION),
        Route.get(
            "/meetings/{meeting}/analytics",
            "getMeetingAnalytics",
            "What the runs of a meeting add up to.",
            "Analytics",
            context -> analytics(context, ofMeeting(context.pathParam("meeting")))),
        Route.get(
                "/insights",
                "listInsights",
                "What is worth doing about it.",
                "Insights",
                context -> Answers.text(context, InsightLines.json(Insights.of(selected(context)))))
            .with(SELECTION));
  }

  /** For {@code /metrics}. */
  void metrics(Context context) {
    context
        .contentType(PrometheusText.CONTENT_TYPE)
        .result(PrometheusText.of(Analytics.of(office.records())));
  }

  private static void analytics(Context context, List<RunRecord> records) {
    Answers.text(context, AnalyticsFields.json(Analytics.of(records)));
  }

  private List<RunRecord> ofMeeting(String meeting) {
    var none = Optional.<String>empty();
    return new SelectionText("", Optional.of(meeting), none, none, none, none, none)
        .of(office.runs(), office.records());
  }

  private List<RunRecord> selected(Context context) {
    return new SelectionText(
            "",
            query(context, "meeting"),
            query(context, "run"),
            query(context, "repository"),
            query(context, "model"),
            query(context, "agent"),
            query(context, "since"))
        .of(office.runs(), office.records());
  }

  private static Optional<String> query(Context context, String name) {
    return Optional.ofNullable(context.queryParam(name)).filter(text -> !text.isBlank());
  }
}
