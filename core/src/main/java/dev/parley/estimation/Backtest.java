package dev.parley.estimation;

import dev.parley.model.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * Predicts each finished task from the earlier ones alone, as if it were still to be done. What
 * follows a row cannot change what is predicted of it, nor can its own outcome.
 */
public final class Backtest {

  private Backtest() {}

  /**
   * One row.
   *
   * @param index from 0
   */
  public record Row(int index, Estimate predicted, HistoryRow actual) {}

  /** Every row, in order. */
  public static List<Row> of(List<HistoryRow> history, Pricing pricing) {
    var estimator = new Estimator(pricing);
    var rows = new ArrayList<Row>(history.size());
    for (var actual : history) {
      var estimate = estimator.predict("row " + rows.size(), actual.task(), actual.assignment());
      rows.add(new Row(rows.size(), estimate, actual));
      estimator.learn(actual);
    }
    return rows;
  }

  /** How well durations were predicted, in seconds. */
  public static Score time(List<Row> rows) {
    var score = new Score();
    for (var row : rows) {
      score.add(row.predicted().seconds(), Estimator.seconds(row.actual().effort().duration()));
    }
    return score;
  }

  /** How well costs were predicted, in micro-dollars; rows of unknown cost are left out. */
  public static Score cost(List<Row> rows, Pricing pricing) {
    var estimator = new Estimator(pricing);
    var score = new Score();
    for (var row : rows) {
      estimator
          .cost(row.actual())
          .map(Money::micros)
          .ifPresent(micros -> score.add(row.predicted().costMicros(), micros.doubleValue()));
    }
    return score;
  }
}
