package dev.parley.app.config;

import dev.parley.app.config.Configuration.LongContext;
import dev.parley.app.config.Configuration.Price;
import dev.parley.app.config.Configuration.TokenPrices;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes the user's own prices of the values that won. */
final class PriceReader {

  private final ConfigurationReader values;

  PriceReader(ConfigurationReader values) {
    this.values = values;
  }

  Map<ModelName, Price> prices() {
    var prices = new LinkedHashMap<ModelName, Price>();
    for (var name : values.names("prices")) {
      prices.put(modelOf(name), price(name));
    }
    return prices;
  }

  private ModelName modelOf(String name) {
    if (!ModelName.isValid(name)) {
      throw Source.problem(
          values.origin("prices." + name) + ": '" + name + "' is not a model as provider/model",
          "Write the table as [prices.\"provider/model\"].");
    }
    return ModelName.parse(name);
  }

  private Price price(String name) {
    var at = "prices." + name;
    var from = values.get(at + ".from", LocalDate.class);
    if (values.get(at + ".free", Boolean.class).orElse(false)) {
      return new Price(Price.NOTHING, Optional.empty(), from);
    }
    return new Price(tokens(name, at), longContext(name, at + ".long_context"), from);
  }

  private Optional<LongContext> longContext(String name, String at) {
    var above = values.get(at + ".above", Long.class);
    if (above.isEmpty() && tokensNamed(at)) {
      throw Source.problem(
          values.origin(at) + ": the long_context prices of " + name + " need above",
          "Say above how many prompt tokens they hold: above = 200000.");
    }
    return above.map(tokens -> new LongContext(tokens, tokens(name, at)));
  }

  private boolean tokensNamed(String at) {
    return values.get(at + ".input", Money.class).isPresent()
        || values.get(at + ".output", Money.class).isPresent()
        || values.get(at + ".cache_write", Money.class).isPresent()
        || values.get(at + ".cache_read", Money.class).isPresent();
  }

  private TokenPrices tokens(String name, String at) {
    var input = values.get(at + ".input", Money.class);
    var output = values.get(at + ".output", Money.class);
    if (input.isEmpty() || output.isEmpty()) {
      throw Source.problem(
          values.origin(at) + ": the price of " + name + " needs input and output",
          "Give both in dollars per million tokens, or set free = true.");
    }
    return new TokenPrices(
        input.get(),
        output.get(),
        values.get(at + ".cache_write", Money.class),
        values.get(at + ".cache_read", Money.class));
  }
}
