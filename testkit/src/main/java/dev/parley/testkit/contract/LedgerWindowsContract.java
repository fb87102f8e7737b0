package dev.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.TokenUsage;
import dev.parley.safety.Ledger.Answer.Refused;
import dev.parley.safety.Ledger.Answer.Reserved;
import dev.parley.safety.Ledger.Answer.Wait;
import dev.parley.safety.Limits;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link dev.parley.safety.Ledger} promises about hours and days. */
public abstract class LedgerWindowsContract extends LedgerScene {

  @Test
  void aDaysMoneyRollsOnAndSaysWhen() {
    Limits limits = usdOfDay("1");
    Instant start = clock.instant();
    spend("a", "0.40");
    clock.advance(HOUR);
    spend("b", "0.50");

    var answer = (Refused) reserve("c", "0.30", limits);

    assertThat(answer.limit()).isEqualTo("max_usd_per_day");
    assertThat(answer.until()).contains(start.plus(DAY).plusSeconds(60));
    clock.set(answer.until().orElseThrow().minusNanos(1000));
    assertThat(reserve("c", "0.30", limits)).isInstanceOf(Refused.class);
    clock.set(answer.until().orElseThrow());
    assertThat(reserve("c", "0.30", limits)).isEqualTo(new Reserved("c"));
  }

  @Test
  void requestsOfAnHourSlideExactly() {
    Limits limits = requestsOfHour(2);
    Instant first = clock.instant();
    reserve("a", "0.01", limits);
    clock.advance(Duration.ofMinutes(10));
    settle("a", TokenUsage.NONE, "0.01");
    reserve("b", "0.01", limits);
    settle("b", TokenUsage.NONE, "0.01");

    var answer = (Refused) reserve("c", "0.01", limits);

    assertThat(answer.limit()).isEqualTo("max_llm_requests_per_hour");
    assertThat(answer.until()).contains(first.plus(HOUR));
    clock.set(first.plus(HOUR).minusNanos(1000));
    assertThat(reserve("c", "0.01", limits)).isInstanceOf(Refused.class);
    clock.set(first.plus(HOUR));
    assertThat(reserve("c", "0.01", limits)).isEqualTo(new Reserved("c"));
  }

  @Test
  void waitsForRequestsThatMayBeGivenBackAndRefusesOnceTheyAreNot() {
    Limits limits = requestsOfHour(2);
    reserve("a", "0.01", limits);
    settle("a", TokenUsage.NONE, "0.01");
    reserve("b", "0.01", limits);

    assertThat(reserve("c", "0.01", limits)).isEqualTo(new Wait("max_llm_requests_per_hour"));
    ledger().release("b");
    assertThat(reserve("c", "0.01", limits)).isEqualTo(new Reserved("c"));
    settle("c", TokenUsage.NONE, "0.01");

    assertThat(reserve("d", "0.01", limits)).isInstanceOf(Refused.class);
  }

  @Test
  void requestsAreCountedOneByOneWithinTheMinuteTheWindowBeginsIn() {
    Limits limits = requestsOfHour(4);
    clock.advance(Duration.ofSeconds(10));
    for (int i = 0; i < 4; i++) {
      spend("call-" + i, "0.01");
      clock.advance(Duration.ofSeconds(12));
    }
    clock.advance(HOUR.minusSeconds(48));

    for (int i = 0; i < 4; i++) {
      assertThat(reserve("again-" + i, "0.01", limits)).isEqualTo(new Reserved("again-" + i));
      settle("again-" + i, TokenUsage.NONE, "0.01");
      assertThat(reserve("more", "0.01", limits)).isInstanceOf(Refused.class);
      clock.advance(Duration.ofSeconds(12));
    }
  }

  @Test
  void tokensOfADayCountInputOutputAndCacheWrites() {
    Limits limits = tokensOfDay(1000);
    ask("a", fence, "0.01", 900, limits);
    assertThat(ask("b", fence, "0.01", 101, limits)).isEqualTo(new Wait("max_llm_tokens_per_day"));

    settle("a", new TokenUsage(100, 200, 300, 50_000), "0.01");

    assertThat(ask("b", fence, "0.01", 400, limits)).isEqualTo(new Reserved("b"));
    settle("b", new TokenUsage(400, 0, 0, 0), "0.01");
    var answer = (Refused) ask("c", fence, "0.01", 1, limits);
    assertThat(answer.limit()).isEqualTo("max_llm_tokens_per_day");
    assertThat(answer.reason()).contains("1000 tokens used", "is 1000");
    clock.set(answer.until().orElseThrow());
    assertThat(ask("c", fence, "0.01", 1, limits)).isEqualTo(new Reserved("c"));
  }

  @Test
  void aDayIsCountedToTheEndOfItsMinute() {
    Limits limits = tokensOfDay(1000);
    clock.advance(Duration.ofSeconds(59));
    ask("a", fence, "0.01", 1000, limits);
    settle("a", new TokenUsage(1000, 0, 0, 0), "0.01");
    clock.advance(DAY);

    assertThat(ask("b", fence, "0.01", 1, limits)).isInstanceOf(Refused.class);
    clock.advance(Duration.ofSeconds(1));
    assertThat(ask("b", fence, "0.01", 1, limits)).isEqualTo(new Reserved("b"));
  }

  @Test
  void aChargeAgesFromItsSettlement() {
    Limits limits = usdOfDay("1");
    reserve("a", "1", limits);
    clock.advance(HOUR);
    settle("a", TokenUsage.NONE, "1");
    clock.advance(DAY.minus(Duration.ofMinutes(30)));

    assertThat(reserve("b", "0.10", limits)).isInstanceOf(Refused.class);
  }

  @Test
  void anOrphanLeavesTheDayLikeAnyOtherCharge() {
    Limits limits = usdOfDay("1");
    reserve("orphan", "1", limits);

    clock.advance(DAY.plusMinutes(1));

    assertThat(reserve("b", "1", limits)).isEqualTo(new Reserved("b"));
  }
}
