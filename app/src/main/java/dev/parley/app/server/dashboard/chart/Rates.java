package dev.parley.app.server.dashboard.chart;

import dev.parley.analytics.Wilson;
import java.util.ArrayList;
import java.util.List;

/**
 * Rates below each other, each with its interval. Drawn {@value #WIDTH} wide.
 *
 * @param height of all of it
 */
public record Rates(int height, List<Row> rows) {

  public static final int WIDTH = 480;

  /** Where 0% is; 100% is at the right edge but for a margin. */
  public static final int LEFT = 150;

  private static final int RIGHT = 430;
  private static final int ROW = 26;

  /** One rate, with what it is counted of. */
  public record Rate(String name, Wilson rate, int of) {}

  /**
   * One row.
   *
   * @param y of its middle
   * @param x of the rate
   * @param low end of the interval, {@code high} likewise
   */
  public record Row(
      String name, int y, int x, int low, int high, String percent, String interval, int of) {}

  public Rates {
    rows = List.copyOf(rows);
  }

  public static Rates of(List<Rate> rates) {
    var rows = new ArrayList<Row>();
    for (var rate : rates) {
      var wilson = rate.rate();
      rows.add(
          new Row(
              rate.name(),
              rows.size() * ROW + ROW / 2,
              x(wilson.rate()),
              x(wilson.low()),
              x(wilson.high()),
              percent(wilson.rate()),
              percent(wilson.low()) + " to " + percent(wilson.high()),
              rate.of()));
    }
    return new Rates(rows.size() * ROW + 4, rows);
  }

  private static int x(double share) {
    return LEFT + (int) Math.round(share * (RIGHT - LEFT));
  }

  private static String percent(double share) {
    return Math.round(100 * share) + "%";
  }
}
