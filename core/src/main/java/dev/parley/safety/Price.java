package dev.parley.safety;

import static dev.parley.model.Require.require;

import dev.parley.model.Money;
import dev.parley.model.TokenUsage;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model costs. Some cost more once the prompt is long: then the higher rates hold for the
 * whole call.
 *
 * @param tiers by rising threshold; the first begins at zero
 */
public record Price(List<Tier> tiers) {

  public static final Price FREE = of(new Rates(0, 0, 0, 0));

  /**
   * Rates of calls with a long prompt.
   *
   * @param aboveInputTokens hold for prompts of more tokens than this, cached ones counted
   */
  public record Tier(long aboveInputTokens, Rates rates) {}

  public Price {
    tiers = List.copyOf(tiers);
    require(!tiers.isEmpty() && tiers.getFirst().aboveInputTokens() == 0, "no tier begins at zero");
    for (int i = 1; i < tiers.size(); i++) {
      require(
          tiers.get(i - 1).aboveInputTokens() < tiers.get(i).aboveInputTokens(),
          "tiers do not rise: %s",
          tiers);
    }
  }

  public static Price of(Rates rates) {
    return new Price(List.of(new Tier(0, rates)));
  }

  /** The same price with other rates above a prompt of so many tokens. */
  public Price above(long inputTokens, Rates rates) {
    var more = new ArrayList<>(tiers);
    more.add(new Tier(inputTokens, rates));
    return new Price(more);
  }

  /** What a call cost, rounded up to the micro-dollar. */
  public Money cost(TokenUsage usage) {
    long prompt = usage.input() + usage.cacheWrite() + usage.cacheRead();
    return ratesFor(prompt).cost(usage);
  }

  /**
   * The most a call can cost: no usage with at most so many prompt and output tokens costs more.
   */
  public Money upperBound(long promptTokens, long outputTokens) {
    Money most = Money.ZERO;
    for (Tier tier : tiers) {
      if (tier.aboveInputTokens() == 0 || promptTokens > tier.aboveInputTokens()) {
        var rates = tier.rates();
        var dearest = new Rates(rates.dearestInput(), rates.output(), 0, 0);
        Money bound = dearest.cost(new TokenUsage(promptTokens, outputTokens, 0, 0));
        most = bound.compareTo(most) > 0 ? bound : most;
      }
    }
    return most;
  }

  /**
   * The most output tokens a call can be allowed for this much.
   *
   * @param most beyond which it does not matter
   * @return negative if not even the prompt is covered
   */
  int outputFor(long promptTokens, Money room, int most) {
    int fits = -1;
    int exceeds = most + 1;
    while (exceeds - fits > 1) {
      int middle = fits + (exceeds - fits) / 2;
      if (upperBound(promptTokens, middle).compareTo(room) <= 0) {
        fits = middle;
      } else {
        exceeds = middle;
      }
    }
    return fits;
  }

  private Rates ratesFor(long promptTokens) {
    Rates rates = tiers.getFirst().rates();
    for (Tier tier : tiers) {
      if (promptTokens > tier.aboveInputTokens()) {
        rates = tier.rates();
      }
    }
    return rates;
  }
}
