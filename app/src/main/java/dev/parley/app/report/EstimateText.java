package dev.parley.app.report;

import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Spans;
import dev.parley.estimation.Complexity;
import dev.parley.estimation.Estimate;
import dev.parley.estimation.Estimate.Range;
import dev.parley.estimation.PlanEstimate;
import dev.parley.estimation.Score;
import dev.parley.estimation.TaskTraits;
import dev.parley.planning.CodingTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Estimates for people. */
public final class EstimateText {

  private static final int TITLE_CHARS = 50;

  private EstimateText() {}

  /** A line a task, and one for all of them. */
  public static List<String> of(PlanEstimate plan, List<CodingTask> tasks) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < tasks.size(); i++) {
      lines.add(of(tasks.get(i), plan.tasks().get(i)));
    }
    lines.add(
        "all %d: %s, one after the other; %s attempts; %s"
            .formatted(
                tasks.size(),
                time(plan.seconds()),
                decimal(plan.attempts()),
                cost(plan.costMicros())));
    return lines;
  }

  private static String of(CodingTask task, Estimate estimate) {
    var traits = TaskTraits.of(task);
    return "%s %s (%s, complexity %s): %s"
        .formatted(
            task.id(),
            Plain.line(task.title(), TITLE_CHARS),
            traits.type().wireName(),
            decimal(Complexity.of(traits).points()),
            of(estimate));
  }

  /** A task's time, attempts and cost, with the intervals that hold four times in five. */
  public static String of(Estimate estimate) {
    return "%s; %s attempts; %s; confidence %s, %s"
        .formatted(
            time(estimate.seconds()),
            decimal(estimate.attempts()),
            cost(estimate.costMicros()),
            String.format(Locale.ROOT, "%.2f", estimate.confidence()),
            estimate.basis());
  }

  /** A task's type and complexity, for people. */
  public static String kind(CodingTask task) {
    var traits = TaskTraits.of(task);
    return "%s, complexity %s of 10"
        .formatted(traits.type().wireName(), decimal(Complexity.of(traits).points()));
  }

  private static String time(Range seconds) {
    return "%s on average (80%%: %s to %s)"
        .formatted(
            Spans.inWords(seconds.mean()),
            Spans.inWords(seconds.p10()),
            Spans.inWords(seconds.p90()));
  }

  private static String cost(Range micros) {
    return "%s on average (80%%: %s to %s)"
        .formatted(usd(micros.mean()), usd(micros.p10()), usd(micros.p90()));
  }

  private static String usd(double micros) {
    return String.format(Locale.ROOT, micros >= 1e4 ? "$%.2f" : "$%.4f", micros / 1e6);
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  /** How predictions did, against the running quantiles of all earlier rows. */
  public static List<String> of(int rows, Score time, Score cost) {
    var lines = new ArrayList<String>();
    lines.add(rows + " rows, each predicted from those before it; ratios to what the running");
    lines.add("quantiles of all earlier rows would have said, so below 1 is better:");
    lines.add("");
    lines.add("%-28s %10s %10s".formatted("", "time", "cost"));
    if (time.scored() == 0) {
      lines.add("one row alone cannot be tested");
      return lines;
    }
    lines.add(line("rows scored", count(time), count(cost)));
    lines.add(line("mean absolute error", time.meanErrorRatio(), cost.meanErrorRatio()));
    lines.add(line("median absolute error", time.medianErrorRatio(), cost.medianErrorRatio()));
    for (int i = 0; i < 3; i++) {
      lines.add(
          line(
              "pinball loss at p" + (10 + 40 * i),
              time.pinballRatios()[i],
              cost.pinballRatios()[i]));
    }
    lines.add(line("width of 80% intervals", time.widthRatio(), cost.widthRatio()));
    lines.add(line("share inside (0.8 promised)", time.coverage(), cost.coverage()));
    lines.add(line("sum of means / what it took", time.sumRatio(), cost.sumRatio()));
    return lines;
  }

  private static String count(Score score) {
    return Integer.toString(score.scored());
  }

  private static String line(String what, double time, double cost) {
    return line(what, ratio(time), ratio(cost));
  }

  private static String line(String what, String time, String cost) {
    return "%-28s %10s %10s".formatted(what, time, cost);
  }

  private static String ratio(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }
}
