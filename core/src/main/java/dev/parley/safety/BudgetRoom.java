package dev.parley.safety;

import dev.parley.model.Money;
import dev.parley.safety.Ledger.Spend;
import dev.parley.scheduling.Allowance;
import dev.parley.scheduling.Hold;
import dev.parley.scheduling.Hold.Reason;

/**
 * For how many more tasks what is left of the money suffices, beside those that run. The ledger
 * holds the limit whatever starts: this keeps many from beginning what none could then finish.
 */
public final class BudgetRoom {

  private BudgetRoom() {}

  /**
   * The room.
   *
   * @param ofRun spent by the run
   * @param ofDay spent by all runs of the last 24 hours
   * @param each what a task is expected to cost; zero if nobody knows
   * @param running tasks that are half done, on average
   */
  public static Allowance of(Limits limits, Spend ofRun, Spend ofDay, Money each, int running) {
    long left = Math.min(left(limits.maxUsdPerRun(), ofRun), left(limits.maxUsdPerDay(), ofDay));
    long promised = each.micros() * running / 2;
    long more = each.micros() == 0 ? Integer.MAX_VALUE : (left - promised) / each.micros();
    var words =
        "budget: %s left, a task takes about %s and %d run"
            .formatted(new Money(Math.max(0, left)), each, running);
    return new Allowance(Math.clamp(more, 0, Integer.MAX_VALUE), new Hold(Reason.BUDGET, words));
  }

  private static long left(Money limit, Spend spend) {
    return limit.micros() - spend.settled().micros();
  }
}
