package dev.parley.app.wiring;

import dev.parley.estimation.Pricing;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Price;
import dev.parley.safety.PriceCatalogue;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Today's prices of the catalogue. A model named without its provider is looked for with those that
 * the catalogue lists.
 */
public record ListPricing(PriceCatalogue prices, InstantSource clock) implements Pricing {

  private static final List<String> PROVIDERS = List.of("anthropic", "openai", "google");

  /** At the rates of many small calls: no average call reaches a dearer tier. */
  @Override
  public Optional<Money> cost(String model, TokenUsage tokens) {
    return price(model).map(price -> price.tiers().getFirst().rates().cost(tokens));
  }

  private Optional<Price> price(String model) {
    if (ModelName.isValid(model)) {
      return prices.find(ModelName.parse(model), clock.instant());
    }
    if (model.isBlank()) {
      return Optional.empty();
    }
    return PROVIDERS.stream()
        .flatMap(name -> prices.find(new ModelName(name, model), clock.instant()).stream())
        .findFirst();
  }
}
