package dev.parley.app.server.dashboard;

import dev.parley.analytics.RunRecord;
import dev.parley.analytics.TaskRecord;
import dev.parley.analytics.insight.Insights;
import dev.parley.app.server.access.Principal;
import dev.parley.app.server.access.Role;
import dev.parley.app.server.dashboard.Shell.Section;
import dev.parley.app.server.office.Office;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;

/** What runs add up to, and what to do about it. */
final class FigurePages {

  private final Office office;
  private final Pages pages;
  private final Assets assets;

  FigurePages(Office office, Pages pages, Assets assets) {
    this.office = office;
    this.pages = pages;
    this.assets = assets;
  }

  void register(RoutesConfig routes) {
    routes.get("/analytics", this::analytics, Role.READ);
    routes.get("/insights", this::insights, Role.READ);
  }

  private void analytics(Context context) {
    var chosen = Filters.of(context, office.runs(), office.records());
    var view = AnalyticsView.of(chosen.records(), chosen.filters());
    pages.send(
        context,
        "analytics",
        Map.of("shell", shell(context, "Analytics", Section.ANALYTICS), "view", view));
  }

  private void insights(Context context) {
    var records = office.records();
    long tasks =
        records.stream()
            .map(RunRecord::tasks)
            .flatMap(all -> all.stream())
            .filter(TaskRecord::counts)
            .count();
    var view = InsightsView.of(Insights.of(records), (int) tasks);
    pages.send(
        context,
        "insights",
        Map.of("shell", shell(context, "Insights", Section.INSIGHTS), "view", view));
  }

  private Shell shell(Context context, String title, Section section) {
    return Shell.of(title, section, Principal.of(context), assets);
  }
}
