package teatime;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How everybody stands. */
final class Balances {

  private Balances() {}

  /** Cents by name: above zero is money to get, below zero money to pay. */
  static SortedMap<String, Long> of(List<Purchase> purchases) {
    var balances = new TreeMap<String, Long>();
    for (var purchase : purchases) {
      balances.merge(purchase.buyer(), purchase.cents(), Long::sum);
      Split.shares(purchase).forEach((person, cents) -> balances.merge(person, -cents, Long::sum));
    }
    return balances;
  }
}
