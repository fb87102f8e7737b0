package teatime;

import java.util.List;

final class LedgerTest {

  void readsAPurchase() {
    var purchases = Ledger.read("2026-01-12 | Maya | 12.40 | Darjeeling | Maya, Tom");
    Expect.equal(1, purchases.size());
    Expect.equal("2026-01-12", purchases.get(0).date().toString());
    Expect.equal("Maya", purchases.get(0).buyer());
    Expect.equal(1240L, purchases.get(0).cents());
    Expect.equal("Darjeeling", purchases.get(0).what());
  }

  void passesOverCommentsAndEmptyLines() {
    Expect.equal(List.of(), Ledger.read("# January\n\n   \n"));
  }

  void refusesALineItCannotRead() {
    Expect.refused("bad line", () -> Ledger.read("yesterday Maya bought tea"));
  }
}
