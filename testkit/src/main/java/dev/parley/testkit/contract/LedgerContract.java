package dev.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.event.Fence;
import dev.parley.event.StaleWriteException;
import dev.parley.model.Money;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Ledger.Answer.Refused;
import dev.parley.safety.Ledger.Answer.Reserved;
import dev.parley.safety.Ledger.Answer.Wait;
import dev.parley.safety.Ledger.Spend;
import dev.parley.safety.LedgerRules;
import dev.parley.safety.Limits;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link dev.parley.safety.Ledger} promises about one call after another. */
public abstract class LedgerContract extends LedgerScene {

  @Test
  void reservesWhatFitsAndWaitsForWhatIsOutstanding() {
    Limits limits = usdOfRun("1");

    assertThat(reserve("a", "0.60", limits)).isEqualTo(new Reserved("a"));
    assertThat(reserve("b", "0.60", limits)).isEqualTo(new Wait("max_usd_per_run"));
    assertThat(reserve("c", "0.40", limits)).isEqualTo(new Reserved("c"));
    assertThat(spend()).isEqualTo(new Spend(Money.ZERO, usd("1"), 2, TokenUsage.NONE));
  }

  @Test
  void givesTheRestOfAReservationBackWhenItIsSettled() {
    Limits limits = usdOfRun("1");
    reserve("a", "0.60", limits);

    settle("a", new TokenUsage(100, 20, 3, 4000), "0.10");

    assertThat(spend())
        .isEqualTo(new Spend(usd("0.10"), Money.ZERO, 1, new TokenUsage(100, 20, 3, 4000)));
    assertThat(reserve("b", "0.90", limits)).isEqualTo(new Reserved("b"));
  }

  @Test
  void refusesForGoodWhatARunCannotPay() {
    Limits limits = usdOfRun("1");
    reserve("a", "0.60", limits);
    settle("a", new TokenUsage(100, 20, 0, 0), "0.60");
    reserve("b", "0.10", limits);

    var answer = (Refused) reserve("c", "0.50", limits);

    assertThat(answer.limit()).isEqualTo("max_usd_per_run");
    assertThat(answer.reason())
        .contains("$0.6000 spent", "$0.1000 reserved", "$0.5000 asked for", "is $1.0000");
    assertThat(answer.until()).isEmpty();
    clock.advance(DAY.multipliedBy(2));
    assertThat(reserve("c", "0.50", limits)).isInstanceOf(Refused.class);
  }

  @Test
  void anotherRunHasItsOwnBudgetButTheSameDay() {
    Limits limits = limits(1000, 1000, "1", "1.50");
    spend("a", "1");

    assertThat(reserve("b", "0.10", limits)).isInstanceOf(Refused.class);
    assertThat(ask("c", otherFence, "0.50", 0, limits)).isEqualTo(new Reserved("c"));
    assertThat(ask("d", otherFence, "0.10", 0, limits)).isEqualTo(new Wait("max_usd_per_day"));
    assertThat(ledger().spendOf(OTHER_RUN).reserved()).isEqualTo(usd("0.50"));
  }

  @Test
  void whatExceedsADayAloneIsRefusedForGood() {
    var answer = (Refused) reserve("a", "1.01", usdOfDay("1"));

    assertThat(answer.until()).isEmpty();
  }

  @Test
  void namesTheObstacleThatLastsLongest() {
    Limits limits = limits(1, 1000, "1", "1");
    spend("a", "1");

    assertThat(((Refused) reserve("b", "0.10", limits)).limit()).isEqualTo("max_usd_per_run");
    assertThat(((Refused) ask("b", otherFence, "0.10", 0, limits)).limit())
        .isEqualTo("max_usd_per_day");
  }

  @Test
  void reservesAnIdOnlyOnce() {
    Limits limits = usdOfRun("1");

    assertThat(reserve("a", "0.60", limits)).isEqualTo(new Reserved("a"));
    assertThat(reserve("a", "0.60", limits)).isEqualTo(new Reserved("a"));

    assertThat(spend().reserved()).isEqualTo(usd("0.60"));
  }

  @Test
  void anIdThatHadToWaitMayAskAgain() {
    Limits limits = usdOfRun("1");
    reserve("a", "0.60", limits);
    assertThat(reserve("b", "0.60", limits)).isInstanceOf(Wait.class);

    ledger().release("a");

    assertThat(reserve("b", "0.60", limits)).isEqualTo(new Reserved("b"));
  }

  @Test
  void settlingTwiceChangesNothing() {
    reserve("a", "0.60", usdOfRun("1"));
    settle("a", new TokenUsage(1, 2, 3, 4), "0.10");
    Spend before = spend();

    settle("a", new TokenUsage(100, 200, 300, 400), "0.50");
    ledger().release("a");

    assertThat(spend()).isEqualTo(before);
  }

  @Test
  void unknownUsageSettlesAtTheReservation() {
    Limits limits = limits(1000, 1000, "1", "1");
    ask("a", fence, "0.60", 700, limits);

    ledger().settle("a", Optional.empty(), Optional.empty());

    assertThat(spend()).isEqualTo(new Spend(usd("0.60"), Money.ZERO, 1, TokenUsage.NONE));
    assertThat(ask("b", fence, "0.01", 301, limits)).isInstanceOf(Refused.class);
    assertThat(ask("b", fence, "0.01", 300, limits)).isEqualTo(new Reserved("b"));
  }

  @Test
  void knownUsageOfUnknownPriceSettlesAtTheReservation() {
    reserve("a", "0.60", usdOfRun("1"));

    ledger().settle("a", Optional.of(new TokenUsage(1, 2, 0, 0)), Optional.empty());

    assertThat(spend())
        .isEqualTo(new Spend(usd("0.60"), Money.ZERO, 1, new TokenUsage(1, 2, 0, 0)));
  }

  @Test
  void chargesWhatACallReallyCostEvenAboveItsReservation() {
    reserve("a", "0.60", usdOfRun("1"));

    settle("a", TokenUsage.NONE, "0.95");

    assertThat(spend().settled()).isEqualTo(usd("0.95"));
    assertThat(reserve("b", "0.06", usdOfRun("1"))).isInstanceOf(Refused.class);
  }

  @Test
  void releasingGivesEverythingBackAndDoingItTwiceChangesNothing() {
    Limits limits = limits(1, 1000, "1", "1");
    ask("a", fence, "1", 1000, limits);

    ledger().release("a");
    ledger().release("a");

    assertThat(spend()).isEqualTo(new Spend(Money.ZERO, Money.ZERO, 0, TokenUsage.NONE));
    assertThat(ask("b", fence, "1", 1000, limits)).isEqualTo(new Reserved("b"));
  }

  @Test
  void aReleasedCallThatIsSettledAfterAllIsCharged() {
    reserve("a", "0.60", usdOfRun("1"));
    ledger().release("a");

    ledger().settle("a", Optional.empty(), Optional.empty());

    assertThat(spend().settled()).isEqualTo(usd("0.60"));
  }

  @Test
  void settlesNothingThatWasNeverReserved() {
    assertThatThrownBy(() -> settle("unknown", TokenUsage.NONE, "0.10"))
        .isInstanceOf(IllegalArgumentException.class);
    ledger().release("unknown");

    assertThat(spend().requests()).isZero();
  }

  @Test
  void refusesWhoeverWasOvertaken() {
    Fence newer = raise(fence.stream());

    assertThatThrownBy(() -> reserve("a", "0.10", usdOfRun("1")))
        .isInstanceOf(StaleWriteException.class);

    assertThat(spend().requests()).isZero();
    assertThat(ask("a", newer, "0.10", 0, usdOfRun("1"))).isEqualTo(new Reserved("a"));
  }

  @Test
  void nobodyWaitsForACallWhoseCallerDiedButItStaysCharged() {
    Limits limits = usdOfRun("1");
    reserve("orphan", "0.60", limits);

    Fence revived = raise(fence.stream());

    assertThat(ask("b", revived, "0.60", 0, limits)).isInstanceOf(Refused.class);
    assertThat(ask("c", revived, "0.40", 0, limits)).isEqualTo(new Reserved("c"));
    assertThat(spend().reserved()).isEqualTo(usd("1"));
  }

  @Test
  void nobodyWaitsForACallThatIsOutstandingForTooLong() {
    Limits limits = usdOfRun("1");
    reserve("a", "0.60", limits);

    clock.advance(LedgerRules.LONGEST_CALL);

    assertThat(reserve("b", "0.60", limits)).isInstanceOf(Refused.class);
  }

  @Test
  void limitsMayChangeBetweenCalls() {
    spend("a", "1");
    assertThat(reserve("b", "0.50", usdOfRun("1"))).isInstanceOf(Refused.class);

    assertThat(reserve("b", "0.50", usdOfRun("2"))).isEqualTo(new Reserved("b"));
  }
}
