package dev.parley.safety;

import dev.parley.llm.Role;
import dev.parley.model.Money;
import dev.parley.model.TokenUsage;
import dev.parley.planning.TaskGraph;
import dev.parley.safety.Forecast.Amounts;
import dev.parley.safety.Forecast.Used;
import dev.parley.scheduling.Works;
import java.time.Duration;
import java.util.Map;

/** Works out what a plan will take from what attempts took before. Pure. */
public final class PlanForecaster {

  /** Setting up, checking and bringing in, beside the waiting for models. */
  private static final Duration BESIDE = Duration.ofSeconds(30);

  /** No call is smaller: our own words to the model alone are longer. */
  private static final TokenUsage SMALLEST_CALL = new TokenUsage(500, 20, 0, 0);

  private final CallHistory history;
  private final Map<Role, Price> prices;

  /**
   * @param prices of the models that serve the roles; a role without one is taken to be free
   */
  public PlanForecaster(CallHistory history, Map<Role, Price> prices) {
    this.history = history;
    this.prices = Map.copyOf(prices);
  }

  /**
   * The forecast.
   *
   * @param slots how many tasks are worked on at a time
   */
  public Forecast forecast(TaskGraph graph, int slots, Money usedByRun, Used used) {
    int tasks = graph.tasks().size();
    var expected = attempts(history.attemptsPerTask() * tasks);
    var taskTime = attempts(history.attemptsPerTask()).time();
    var time = longer(taskTime.multipliedBy(depth(graph)), expected.time().dividedBy(slots));
    return new Forecast(
        least().times(tasks),
        new Amounts(expected.calls(), expected.tokens(), expected.cost(), time),
        attempts(1).time(),
        usedByRun,
        used,
        history.basis());
  }

  /** So many attempts, one after the other. */
  private Amounts attempts(double number) {
    var sum = new Amounts(0, 0, Money.ZERO, BESIDE).times(number);
    for (var entry : history.byRole().entrySet()) {
      var all = entry.getValue().times(number);
      var usage = all.usage();
      long calls = (long) Math.ceil(all.calls());
      sum = sum.plus(new Amounts(calls, usage.limited(), cost(entry.getKey(), usage), all.time()));
    }
    return sum;
  }

  /** One call that writes everything and one that reviews it. */
  private Amounts least() {
    var cost = cost(Role.CODING, SMALLEST_CALL).plus(cost(Role.REVIEW, SMALLEST_CALL));
    return new Amounts(2, 2 * SMALLEST_CALL.limited(), cost, Duration.ZERO);
  }

  /** At the rates of many small calls: no average call reaches a dearer tier. */
  private Money cost(Role role, TokenUsage usage) {
    var price = prices.get(role);
    return price == null ? Money.ZERO : price.tiers().getFirst().rates().cost(usage);
  }

  /** Tasks on the longest path. */
  private static int depth(TaskGraph graph) {
    return (int) Works.unestimated(graph).criticalPath();
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
