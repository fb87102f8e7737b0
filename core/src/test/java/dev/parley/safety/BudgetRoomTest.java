package dev.parley.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Money;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Ledger.Spend;
import org.junit.jupiter.api.Test;

class BudgetRoomTest {

  private static final Limits LIMITS = Limits.STANDARD;

  @Test
  void startsNoMoreThanCanBePaidToTheEnd() {
    var each = Money.ofUsd("2");

    assertThat(BudgetRoom.of(LIMITS, spent("0"), spent("0"), each, 0).more()).isEqualTo(5);
    assertThat(BudgetRoom.of(LIMITS, spent("3"), spent("3"), each, 2).more()).isEqualTo(2);
    assertThat(BudgetRoom.of(LIMITS, spent("9"), spent("9"), each, 2).more()).isZero();
    assertThat(BudgetRoom.of(LIMITS, spent("12"), spent("12"), each, 2).more()).isZero();
  }

  @Test
  void theDayBindsAcrossRuns() {
    var room = BudgetRoom.of(LIMITS, spent("0"), spent("49.50"), Money.ofUsd("0.50"), 1);

    assertThat(room.more()).isZero();
    assertThat(room.because().words())
        .isEqualTo("budget: $0.5000 left, a task takes about $0.5000 and 1 run");
  }

  @Test
  void whatCostsNothingIsNeverHeld() {
    assertThat(BudgetRoom.of(LIMITS, spent("0"), spent("0"), Money.ZERO, 9).more())
        .isEqualTo(Integer.MAX_VALUE);
  }

  private static Spend spent(String usd) {
    return new Spend(Money.ofUsd(usd), Money.ZERO, 1, TokenUsage.NONE);
  }
}
