package dev.parley.analytics;

import dev.parley.model.AttemptId;
import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.safety.Ledger;
import dev.parley.safety.Scope;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the ledger has charged one run: settled calls at their cost, and those that never came back
 * at what was reserved for them.
 *
 * @param run all of it
 * @param attempts parts of that; the rest was spent outside of tasks
 */
public record Charges(Spending run, Map<AttemptId, Spending> attempts) {

  /** Nothing was charged. */
  public static final Charges NONE = new Charges(Spending.NONE, Map.of());

  /** A run that spends meanwhile is looked at again this often. */
  private static final int LOOKS_MAX = 5;

  public Charges {
    attempts = Map.copyOf(attempts);
  }

  /** What a ledger says of a run and these attempts of it, taken together at one moment. */
  public static Charges of(Ledger ledger, RunId run, Collection<AttemptId> attempts) {
    Spending before = of(ledger, new Scope.Run(run));
    for (int looks = 1; ; looks++) {
      var parts = new LinkedHashMap<AttemptId, Spending>();
      attempts.forEach(id -> parts.put(id, of(ledger, new Scope.Attempt(id))));
      Spending after = of(ledger, new Scope.Run(run));
      if (after.equals(before) || looks == LOOKS_MAX) {
        return new Charges(after, parts);
      }
      before = after;
    }
  }

  /** What a ledger has charged under one scope. */
  static Spending of(Ledger ledger, Scope scope) {
    var spend = ledger.spendOf(scope);
    Money charged = spend.settled().plus(spend.reserved());
    return new Spending(charged, spend.usage(), spend.requests());
  }

  Spending of(AttemptId attempt) {
    return attempts.getOrDefault(attempt, Spending.NONE);
  }

  /** What no attempt is charged for. */
  Spending outside() {
    return attempts.values().stream().reduce(run, Spending::minus);
  }
}
