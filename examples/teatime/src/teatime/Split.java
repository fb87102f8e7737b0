package teatime;

import java.util.LinkedHashMap;
import java.util.Map;

/** Says what each of the people who share a purchase has to bear. */
final class Split {

  private Split() {}

  /** Cents by person, in the order of the ledger. */
  static Map<String, Long> shares(Purchase purchase) {
    var shares = new LinkedHashMap<String, Long>();
    long each = purchase.cents() / purchase.people().size();
    for (String person : purchase.people()) {
      shares.put(person, each);
    }
    return shares;
  }
}
