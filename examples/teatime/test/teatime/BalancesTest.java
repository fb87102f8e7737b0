package teatime;

final class BalancesTest {

  void creditsTheBuyerAndChargesWhoShares() {
    Expect.equal(
        "{Jonas=-310, Maya=930, Priya=-310, Tom=-310}",
        balances("2026-01-12 | Maya | 12.40 | Darjeeling | Maya, Tom, Priya, Jonas"));
  }

  void moneyThatComesBackIsOwedToWhoShares() {
    Expect.equal("{Maya=75, Tom=-75}", balances("2026-01-20 | Tom | -1.50 | Bottles | Maya, Tom"));
  }

  void addsUpOverManyPurchases() {
    Expect.equal(
        "{Maya=-100, Tom=100}",
        balances(
            """
            2026-01-12 | Maya | 4.00 | Tea  | Maya, Tom
            2026-01-13 | Tom  | 6.00 | Milk | Maya, Tom
            """));
  }

  private static String balances(String ledger) {
    return Balances.of(Ledger.read(ledger)).toString();
  }
}
