package dev.parley.app.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.analytics.Wilson;
import dev.parley.analytics.insight.Insight;
import dev.parley.analytics.insight.InsightKind;
import dev.parley.app.server.dashboard.chart.Course;
import dev.parley.app.server.dashboard.chart.Lengths;
import dev.parley.app.server.dashboard.chart.Rates;
import dev.parley.app.server.dashboard.chart.Scatter;
import dev.parley.model.Money;
import dev.parley.review.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What charts draw, and how numbers are said. */
class FiguresViewTest {

  private static final Instant START = Instant.parse("2026-08-01T09:00:00Z");

  @Test
  void aRateStandsWithinItsInterval() {
    var row = Rates.of(List.of(new Rates.Rate("coding", Wilson.of(8, 10), 10))).rows().getFirst();

    assertThat(row.low()).isLessThan(row.x());
    assertThat(row.high()).isGreaterThan(row.x());
    assertThat(row.percent()).isEqualTo("80%");
    assertThat(row.interval()).isEqualTo("49% to 94%");
  }

  @Test
  void theGreatestAmountIsTheLongestBarAndNoneIsStillSeen() {
    var rows =
        Lengths.of(
                List.of(
                    new Lengths.Amount("code", 40, "40 s"),
                    new Lengths.Amount("verify", 20, "20 s"),
                    new Lengths.Amount("review", 0, "0 s")))
            .rows();

    int longest = rows.get(0).length();
    assertThat(2 * rows.get(1).length()).isBetween(longest - 1, longest + 1);
    assertThat(rows.get(2).length()).isEqualTo(1);
  }

  @Test
  void whatAddsUpNeverFallsAndEndsAtTheSum() {
    var course =
        Course.of(
            List.of(
                new Course.Added(START, 1),
                new Course.Added(START.plusSeconds(60), 2),
                new Course.Added(START.plusSeconds(90), 1)));

    assertThat(course.most()).isEqualTo(4);
    assertThat(course.dots()).extracting(Course.Dot::y).isSortedAccordingTo((a, b) -> b - a);
    assertThat(course.dots()).extracting(Course.Dot::x).isSorted();
  }

  @Test
  void nothingSpentIsNoCourse() {
    assertThat(Course.of(List.of()).dots()).isEmpty();
    assertThat(Course.of(List.of(new Course.Added(START, 0))).line()).isEmpty();
  }

  @Test
  void onlyEstimatesAtMostTwiceOffCountAsNear() {
    var scatter =
        Scatter.of(
            List.of(
                new Scatter.Pair(100, 100),
                new Scatter.Pair(100, 200),
                new Scatter.Pair(100, 49),
                new Scatter.Pair(100, 1_000)));

    assertThat(scatter.within()).isEqualTo(0.5);
    assertThat(scatter.points().getFirst().x() - Scatter.LEFT)
        .isEqualTo(Scatter.BOTTOM - scatter.points().getFirst().y());
  }

  @Test
  void evidenceLeadsToItsTask() {
    var insight =
        new Insight(
            InsightKind.LOW_SUCCESS,
            Severity.HIGH,
            "success is 40% <b>",
            "parley limits set ...",
            List.of("20260801-090000-abcd/T1", "not a task"),
            Money.ofUsd("1.5"),
            Duration.ofMinutes(2),
            0.001);

    var row = InsightsView.of(List.of(insight), 30).rows().getFirst();

    assertThat(row.evidence().get(0).run()).isEqualTo("20260801-090000-abcd");
    assertThat(row.evidence().get(0).task()).isEqualTo("T1");
    assertThat(row.evidence().get(1).run()).isEmpty();
    assertThat(row.stake()).isEqualTo("$1.50 and 2 min 0 s at stake");
  }

  @Test
  void smallAmountsOfMoneyAreNotShownAsNothing() {
    assertThat(Wording.money(new Money(1))).isEqualTo("$0.0001");
    assertThat(Wording.money(Money.ofUsd("12.341"))).isEqualTo("$12.35");
    assertThat(Wording.money(Money.ZERO)).isEqualTo("$0.00");
  }
}
