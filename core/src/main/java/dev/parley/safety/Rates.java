package dev.parley.safety;

import static dev.parley.model.Require.require;

import dev.parley.model.Money;
import dev.parley.model.TokenUsage;
import java.math.BigDecimal;

/** What each kind of token costs, in micro-dollars per million tokens. */
public record Rates(long input, long output, long cacheWrite, long cacheRead) {

  private static final long MILLION = 1_000_000;

  public Rates {
    require(
        input >= 0 && output >= 0 && cacheWrite >= 0 && cacheRead >= 0,
        "negative rate: %d %d %d %d",
        input,
        output,
        cacheWrite,
        cacheRead);
  }

  /**
   * Rates as price lists give them: dollars per million tokens.
   *
   * @throws ArithmeticException if one has more than six decimals or is out of range
   */
  public static Rates ofUsd(
      BigDecimal input, BigDecimal output, BigDecimal cacheWrite, BigDecimal cacheRead) {
    return new Rates(
        Money.ofUsd(input).micros(),
        Money.ofUsd(output).micros(),
        Money.ofUsd(cacheWrite).micros(),
        Money.ofUsd(cacheRead).micros());
  }

  static Rates ofUsd(String input, String output, String cacheWrite, String cacheRead) {
    return ofUsd(
        new BigDecimal(input),
        new BigDecimal(output),
        new BigDecimal(cacheWrite),
        new BigDecimal(cacheRead));
  }

  /** Exact, then rounded up to the micro-dollar. */
  public Money cost(TokenUsage usage) {
    long millionths = Math.multiplyExact(usage.input(), input);
    millionths = plus(millionths, usage.output(), output);
    millionths = plus(millionths, usage.cacheWrite(), cacheWrite);
    millionths = plus(millionths, usage.cacheRead(), cacheRead);
    return new Money(Math.ceilDiv(millionths, MILLION));
  }

  /** What an input token costs at most, whether it is cached or not. */
  long dearestInput() {
    return Math.max(input, Math.max(cacheWrite, cacheRead));
  }

  private static long plus(long sum, long tokens, long rate) {
    return Math.addExact(sum, Math.multiplyExact(tokens, rate));
  }
}
