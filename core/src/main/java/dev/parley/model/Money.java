package dev.parley.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** An amount of US dollars in micro-dollars: 1 USD is 1_000_000. Exact; never negative by use. */
public record Money(long micros) implements Comparable<Money> {

  public static final Money ZERO = new Money(0);

  /**
   * An amount given in dollars, for example {@code 10} or {@code 0.25}.
   *
   * @throws ArithmeticException if it has more than six decimals or is out of range
   */
  public static Money ofUsd(BigDecimal usd) {
    return new Money(usd.movePointRight(6).longValueExact());
  }

  public static Money ofUsd(String usd) {
    return ofUsd(new BigDecimal(usd));
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(micros, other.micros));
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(micros, other.micros));
  }

  public BigDecimal usd() {
    return BigDecimal.valueOf(micros, 6);
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(micros, other.micros);
  }

  /** Dollars with four decimals, rounded up, so that a spend is never shown as less. */
  @Override
  public String toString() {
    return "$" + usd().setScale(4, RoundingMode.CEILING).toPlainString();
  }
}
