package dev.parley.app.server.dashboard.chart;

import java.util.ArrayList;
import java.util.List;

/** Amounts below each other as bars, the greatest over the whole width. */
public record Lengths(int height, List<Row> rows) {

  public static final int WIDTH = 480;
  public static final int LEFT = 150;

  private static final int RIGHT = 395;
  private static final int ROW = 24;

  /** An amount, also in words. */
  public record Amount(String name, double size, String words) {}

  /**
   * One bar.
   *
   * @param y of its middle
   */
  public record Row(String name, int y, int length, String words) {}

  public Lengths {
    rows = List.copyOf(rows);
  }

  public static Lengths of(List<Amount> amounts) {
    double most = amounts.stream().mapToDouble(Amount::size).max().orElse(0);
    var rows = new ArrayList<Row>();
    for (var amount : amounts) {
      int length = most <= 0 ? 0 : (int) Math.round(amount.size() / most * (RIGHT - LEFT));
      rows.add(
          new Row(amount.name(), rows.size() * ROW + ROW / 2, Math.max(1, length), amount.words()));
    }
    return new Lengths(rows.size() * ROW + 4, rows);
  }
}
