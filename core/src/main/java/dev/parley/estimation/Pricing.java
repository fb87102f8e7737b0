package dev.parley.estimation;

import dev.parley.model.Money;
import dev.parley.model.TokenUsage;
import java.util.Optional;

/** What tokens cost today. */
@FunctionalInterface
public interface Pricing {

  /** Knows no price. */
  Pricing NONE = (model, tokens) -> Optional.empty();

  /**
   * What so many tokens cost.
   *
   * @param model as an agent or a user names it, with or without its provider
   * @return empty if the price is not known, which is not zero
   */
  Optional<Money> cost(String model, TokenUsage tokens);
}
