package teatime;

final class MoneyTest {

  void readsEurosAndCents() {
    Expect.equal(1240L, Money.cents("12.40"));
    Expect.equal(5L, Money.cents("0.05"));
  }

  void readsAmountsBelowZero() {
    Expect.equal(-150L, Money.cents("-1.50"));
  }

  void refusesWhatIsNoAmount() {
    Expect.refused("not an amount like 12.40: 12,40", () -> Money.cents("12,40"));
    Expect.refused("not an amount like 12.40: 12.4", () -> Money.cents("12.4"));
  }

  void writesWhatItReads() {
    for (String text : new String[] {"0.00", "0.05", "12.40", "-0.05", "-1.50", "9999999.99"}) {
      Expect.equal(text, Money.text(Money.cents(text)));
    }
  }
}
