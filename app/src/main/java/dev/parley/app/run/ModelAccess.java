package dev.parley.app.run;

import dev.parley.adapters.langchain4j.ProviderSettings;
import dev.parley.adapters.langchain4j.ProviderSettings.Protocol;
import dev.parley.app.config.Configuration;
import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.orchestrator.RunRequest.Models;
import dev.parley.safety.Price;
import dev.parley.safety.PriceCatalogue;
import dev.parley.safety.Rates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which providers can be reached and what models cost, from settings and environment.
 *
 * @param providers those that are set up, by name
 */
public record ModelAccess(Map<String, ProviderSettings> providers, PriceCatalogue prices) {

  private record Known(
      String name, Protocol protocol, String url, String urlVariable, String keyVariable) {}

  private static final List<Known> KNOWN =
      List.of(
          new Known(
              "anthropic",
              Protocol.ANTHROPIC,
              "https://api.anthropic.com",
              "ANTHROPIC_BASE_URL",
              "ANTHROPIC_API_KEY"),
          new Known(
              "openai",
              Protocol.OPENAI,
              "https://api.openai.com/v1",
              "OPENAI_BASE_URL",
              "OPENAI_API_KEY"));

  /**
   * As the user set it up.
   *
   * @throws ProblemException BAD_CONFIG if a provider has no usable base URL
   */
  public static ModelAccess of(Configuration configuration, Map<String, String> environment) {
    var providers = new HashMap<String, ProviderSettings>();
    for (var known : KNOWN) {
      known(known, configuration, environment).ifPresent(p -> providers.put(p.name(), p));
    }
    configuration
        .providers()
        .forEach((name, settings) -> {
          if (KNOWN.stream().noneMatch(known -> known.name().equals(name))) {
            providers.put(name, own(name, settings, environment));
          }
        });
    return new ModelAccess(Map.copyOf(providers), prices(configuration));
  }

  /**
   * Fails unless every model, fallbacks included, can be called and has a price, before anything is
   * begun.
   *
   * @throws ProblemException NO_MODEL, MODEL_NOT_PRICED
   */
  public void require(Models models, Instant now) {
    for (var model : models.all()) {
      if (!providers.containsKey(model.provider())) {
        throw notSetUp(model);
      }
      var _ = prices.require(model, now);
    }
  }

  private static ProblemException notSetUp(ModelName model) {
    String provider = model.provider();
    String remedy =
        KNOWN.stream()
            .filter(known -> known.name().equals(provider))
            .findFirst()
            .map(known -> "export " + known.keyVariable() + "=..., or name another with --model.")
            .orElse(
                "Set [providers.%s] base_url in ~/.config/parley/config.toml, or name a model of"
                        .formatted(provider)
                    + " anthropic or openai with --model.");
    return new ProblemException(
        new Problem(
            Code.NO_MODEL, "provider '" + provider + "' of " + model + " is not set up", remedy));
  }

  /** Set up if there is a key, or another server than the provider's own. */
  private static Optional<ProviderSettings> known(
      Known known, Configuration configuration, Map<String, String> environment) {
    var settings = Optional.ofNullable(configuration.providers().get(known.name()));
    var url =
        variable(environment, known.urlVariable())
            .or(() -> settings.flatMap(Configuration.Provider::baseUrl));
    var keyVariable =
        settings.flatMap(Configuration.Provider::keyVariable).orElse(known.keyVariable());
    var key = variable(environment, keyVariable);
    if (url.isEmpty() && key.isEmpty()) {
      return Optional.empty();
    }
    var protocol =
        settings
            .flatMap(Configuration.Provider::protocol)
            .map(ModelAccess::protocol)
            .orElse(known.protocol());
    return Optional.of(
        new ProviderSettings(known.name(), protocol, url.orElse(known.url()), key.orElse("")));
  }

  private static ProviderSettings own(
      String name, Configuration.Provider settings, Map<String, String> environment) {
    var url =
        settings
            .baseUrl()
            .orElseThrow(() ->
                new ProblemException(
                    new Problem(
                        Code.BAD_CONFIG,
                        "provider '" + name + "' has no base_url",
                        "Set [providers." + name + "] base_url, like http://host/v1.")));
    var key = settings.keyVariable().flatMap(variable -> variable(environment, variable));
    var protocol = settings.protocol().map(ModelAccess::protocol).orElse(Protocol.OPENAI);
    return new ProviderSettings(name, protocol, url, key.orElse(""));
  }

  private static Protocol protocol(String word) {
    return word.equals("anthropic") ? Protocol.ANTHROPIC : Protocol.OPENAI;
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private static PriceCatalogue prices(Configuration configuration) {
    var own =
        configuration.prices().entrySet().stream()
            .map(price ->
                new PriceCatalogue.Entry(
                    price.getKey(),
                    price.getValue().from().orElse(LocalDate.MIN),
                    price(price.getValue())))
            .toList();
    var free =
        configuration.providers().entrySet().stream()
            .filter(provider -> provider.getValue().free())
            .map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet());
    return PriceCatalogue.embedded().with(own).withFree(free);
  }

  private static Price price(Configuration.Price price) {
    var always = Price.of(rates(price.tokens()));
    return price
        .longContext()
        .map(tier -> always.above(tier.above(), rates(tier.tokens())))
        .orElse(always);
  }

  private static Rates rates(Configuration.TokenPrices tokens) {
    var input = tokens.input();
    return new Rates(
        input.micros(),
        tokens.output().micros(),
        tokens.cacheWrite().orElse(input).micros(),
        tokens.cacheRead().orElse(input).micros());
  }
}
