package teatime;

final class SplitTest {

  void sharesEvenly() {
    Expect.equal("{Maya=620, Tom=620}", shares("12.40", "Maya, Tom"));
  }

  void whoBuysForOthersBearsNothing() {
    Expect.equal("{Tom=400}", shares("4.00", "Tom"));
  }

  private static String shares(String amount, String people) {
    var line = "2026-01-12 | Maya | " + amount + " | Tea | " + people;
    return Split.shares(Ledger.read(line).get(0)).toString();
  }
}
