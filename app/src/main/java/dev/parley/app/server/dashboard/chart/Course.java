package dev.parley.app.server.dashboard.chart;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An amount that adds up over time, as a line of steps.
 *
 * @param line and {@code area} as SVG draws paths; empty with fewer than two moments
 * @param most in words, at the top
 */
public record Course(String line, String area, List<Dot> dots, double most) {

  public static final int WIDTH = 480;
  public static final int HEIGHT = 170;
  public static final int LEFT = 56;
  public static final int BOTTOM = 145;

  private static final int TOP = 14;
  private static final int RIGHT = 470;
  private static final int DOTS_MAX = 200;

  /** Something that was added. */
  public record Added(Instant at, double amount) {}

  /** Where a step is. */
  public record Dot(int x, int y) {}

  public Course {
    dots = List.copyOf(dots);
  }

  /**
   * The course.
   *
   * @param added in the order of time
   */
  public static Course of(List<Added> added) {
    double most = added.stream().mapToDouble(Added::amount).sum();
    if (added.isEmpty() || most <= 0) {
      return new Course("", "", List.of(), 0);
    }
    var first = added.getFirst().at();
    double span = Math.max(1, (double) Duration.between(first, added.getLast().at()).toMillis());
    var line = new StringBuilder("M" + LEFT + " " + BOTTOM);
    var dots = new ArrayList<Dot>();
    double sum = 0;
    int every = Math.max(1, added.size() / DOTS_MAX);
    for (int i = 0; i < added.size(); i++) {
      sum += added.get(i).amount();
      boolean drawn = i % every == 0 || i == added.size() - 1;
      if (drawn) {
        double share = Duration.between(first, added.get(i).at()).toMillis() / span;
        int x = LEFT + (int) Math.round(share * (RIGHT - LEFT));
        int y = BOTTOM - (int) Math.round(sum / most * (BOTTOM - TOP));
        line.append('H').append(x).append('V').append(y);
        dots.add(new Dot(x, y));
      }
    }
    line.append('H').append(RIGHT);
    return new Course(line.toString(), line + "V" + BOTTOM + "Z", dots, most);
  }
}
