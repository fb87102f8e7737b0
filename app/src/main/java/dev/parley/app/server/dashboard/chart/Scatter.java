package dev.parley.app.server.dashboard.chart;

import java.util.List;

/**
 * What was expected against what it was, both on the same logarithmic scale.
 *
 * @param ticks of both scales
 * @param within the share of points at most twice as far one way as the other
 */
public record Scatter(List<Point> points, List<Tick> ticks, double within) {

  public static final int SIDE = 260;
  public static final int LEFT = 52;
  public static final int BOTTOM = 225;

  private static final int TOP = 10;
  private static final int RIGHT = LEFT + BOTTOM - TOP;
  private static final int POINTS_MAX = 500;
  private static final double[] STEPS = {1, 10, 60, 600, 3_600, 36_000, 360_000};
  private static final double TWICE = Math.log(2) + 1e-9;

  /** Seconds expected and seconds it was. */
  public record Pair(double expected, double was) {}

  /** Where a pair is. */
  public record Point(int x, int y) {}

  /** A mark on both scales. */
  public record Tick(int x, int y, double seconds) {}

  public Scatter {
    points = List.copyOf(points);
    ticks = List.copyOf(ticks);
  }

  /** The newest of these pairs. */
  public static Scatter of(List<Pair> pairs) {
    var shown = pairs.subList(Math.max(0, pairs.size() - POINTS_MAX), pairs.size());
    double low = Math.log(0.5);
    double high =
        Math.log(
            shown.stream()
                .mapToDouble(pair -> Math.max(pair.expected(), pair.was()))
                .max()
                .orElse(STEPS[2]));
    double span = Math.max(Math.log(STEPS[1]), high - low) * 1.05;
    var points =
        shown.stream()
            .map(pair -> new Point(x(pair.expected(), low, span), y(pair.was(), low, span)))
            .toList();
    var ticks =
        java.util.Arrays.stream(STEPS)
            .filter(step -> Math.log(step) <= low + span)
            .mapToObj(step -> new Tick(x(step, low, span), y(step, low, span), step))
            .toList();
    long near =
        pairs.stream()
            .filter(pair -> Math.abs(log(pair.expected()) - log(pair.was())) <= TWICE)
            .count();
    return new Scatter(points, ticks, pairs.isEmpty() ? 0 : (double) near / pairs.size());
  }

  private static double log(double seconds) {
    return Math.log(Math.max(0.5, seconds));
  }

  private static int x(double seconds, double low, double span) {
    return LEFT + (int) Math.round((log(seconds) - low) / span * (RIGHT - LEFT));
  }

  private static int y(double seconds, double low, double span) {
    return BOTTOM - (int) Math.round((log(seconds) - low) / span * (BOTTOM - TOP));
  }
}
