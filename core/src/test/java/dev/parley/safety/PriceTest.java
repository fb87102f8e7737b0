package dev.parley.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Money;
import dev.parley.model.TokenUsage;
import java.util.ArrayList;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PriceTest {

  private static final Price TIERED =
      Price.of(Rates.ofUsd("3", "15", "3.75", "0.30"))
          .above(200_000, Rates.ofUsd("6", "22.50", "7.50", "0.60"));

  @Test
  void chargesEachKindOfTokenAtItsRate() {
    var usage = new TokenUsage(1_000_000, 1_000_000, 0, 0);
    assertThat(Price.of(Rates.ofUsd("1", "5", "1.25", "0.10")).cost(usage))
        .isEqualTo(Money.ofUsd("6"));
    assertThat(
            Price.of(Rates.ofUsd("1", "5", "1.25", "0.10"))
                .cost(new TokenUsage(0, 0, 100_000, 100_000)))
        .isEqualTo(Money.ofUsd("0.135"));
  }

  @Test
  void roundsUpToTheMicroDollar() {
    var nano = Price.of(Rates.ofUsd("0.05", "0.40", "0.05", "0.005"));

    assertThat(nano.cost(new TokenUsage(0, 0, 0, 1))).isEqualTo(new Money(1));
    assertThat(nano.cost(new TokenUsage(21, 0, 0, 0))).isEqualTo(new Money(2));
    assertThat(nano.cost(new TokenUsage(20, 0, 0, 0))).isEqualTo(new Money(1));
    assertThat(nano.cost(TokenUsage.NONE)).isEqualTo(Money.ZERO);
  }

  @Test
  void chargesTheWholeCallAtTheHigherTierOnceThePromptIsLong() {
    assertThat(TIERED.cost(new TokenUsage(200_000, 1_000, 0, 0))).isEqualTo(Money.ofUsd("0.615"));
    assertThat(TIERED.cost(new TokenUsage(1, 1_000, 0, 200_000)))
        .isEqualTo(new Money(6 + 22_500 + 120_000));
  }

  @Test
  void boundsAShortPromptByTheLowerTier() {
    assertThat(TIERED.upperBound(200_000, 1_000)).isEqualTo(Money.ofUsd("0.765"));
    assertThat(TIERED.upperBound(200_001, 1_000)).isEqualTo(new Money(1_522_508));
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void noUsageWithinTheBoundCostsMoreThanTheBound(long seed) {
    var random = new Random(seed);
    Price price = anyPrice(random);
    long prompt = random.nextLong(600_000);
    long output = random.nextLong(70_000);
    Money bound = price.upperBound(prompt, output);

    for (int i = 0; i < 50; i++) {
      long used = random.nextLong(prompt + 1);
      long cached = random.nextLong(used + 1);
      long read = random.nextLong(cached + 1);
      var usage = new TokenUsage(used - cached, random.nextLong(output + 1), cached - read, read);

      assertThat(price.cost(usage)).as("%s of %s", usage, price).isLessThanOrEqualTo(bound);
    }
    assertThat(price.cost(new TokenUsage(prompt, output, 0, 0))).isLessThanOrEqualTo(bound);
    assertThat(price.cost(new TokenUsage(0, output, prompt, 0))).isLessThanOrEqualTo(bound);
  }

  /** Of the list, or one that nobody would ask for. */
  private static Price anyPrice(Random random) {
    if (random.nextBoolean()) {
      return ListPrices.ENTRIES.get(random.nextInt(ListPrices.ENTRIES.size())).price();
    }
    var rates = new ArrayList<Rates>();
    for (int i = 0; i < 3; i++) {
      rates.add(
          new Rates(
              random.nextLong(100_000_000),
              random.nextLong(100_000_000),
              random.nextLong(100_000_000),
              random.nextLong(100_000_000)));
    }
    long threshold = 1 + random.nextLong(300_000);
    return Price.of(rates.get(0)).above(threshold, rates.get(1)).above(2 * threshold, rates.get(2));
  }

  @Test
  void givesTheMostOutputThatCanBePaidForAndNoTokenMore() {
    var price = Price.of(Rates.ofUsd("1", "5", "1.25", "0.10"));
    for (long micros = 1_250; micros < 1_300; micros++) {
      int output = price.outputFor(1_000, new Money(micros), 8_192);

      assertThat(price.upperBound(1_000, output)).isLessThanOrEqualTo(new Money(micros));
      assertThat(price.upperBound(1_000, output + 1)).isGreaterThan(new Money(micros));
    }
    assertThat(price.outputFor(1_000, new Money(1_249), 8_192)).isNegative();
    assertThat(price.outputFor(1_000, Money.ofUsd("1"), 8_192)).isEqualTo(8_192);
    assertThat(price.outputFor(1_000, new Money(-1), 8_192)).isNegative();
  }
}
