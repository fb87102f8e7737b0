package dev.parley.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.ProblemException;
import dev.parley.model.TokenUsage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceCatalogueTest {

  private static final Instant NOW = Instant.parse("2026-09-01T00:00:00Z");
  private static final TokenUsage MILLION_IN = new TokenUsage(1_000_000, 0, 0, 0);

  private final PriceCatalogue prices = PriceCatalogue.embedded();

  @ParameterizedTest
  @CsvSource({
    "anthropic/claude-haiku-4-5, 0.1",
    "anthropic/claude-haiku-4-5-20251001, 0.1",
    "anthropic/claude-haiku-4-5@20251001, 0.1",
    "anthropic/claude-haiku-4-5-latest, 0.1",
    "anthropic/claude-opus-4-1-20250805, 1.5",
    "openai/gpt-5, 0.125",
    "openai/gpt-5-2025-08-07, 0.125",
    "openai/gpt-5-mini, 0.025",
    "openai/gpt-5.2, 0.175",
    "google/gemini-2.5-flash, 0.03"
  })
  void knowsAModelByItsNameAndItsDatedNames(String model, String usdPer100k) {
    var price = prices.require(ModelName.parse(model), NOW);

    assertThat(price.cost(new TokenUsage(100_000, 0, 0, 0))).isEqualTo(Money.ofUsd(usdPer100k));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anthropic/claude-haiku-4-5-fast",
        "anthropic/claude-haiku",
        "openai/gpt-5-pro",
        "openrouter/claude-haiku-4-5",
        "openai/gpt-55",
        "ollama/qwen3"
      })
  void doesNotGuessAPrice(String model) {
    assertThat(prices.find(ModelName.parse(model), NOW)).isEmpty();
  }

  @Test
  void saysWhichLinesToAddForAnUnknownModel() {
    assertThatThrownBy(() -> prices.require(ModelName.parse("openrouter/x/y"), NOW))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(Code.MODEL_NOT_PRICED);
              assertThat(e.problem().remedy())
                  .contains("[prices.\"openrouter/x/y\"]\ninput = 1.00\noutput = 5.00\n");
            });
  }

  @Test
  void prefersWhatTheUserSays() {
    var own = Price.of(Rates.ofUsd("9", "9", "9", "9"));
    var overridden = prices.with(Map.of(new ModelName("anthropic", "claude-haiku-4-5"), own));

    assertThat(overridden.find(ModelName.parse("anthropic/claude-haiku-4-5-20251001"), NOW))
        .contains(own);
  }

  @Test
  void takesAFreeProviderAtItsWordUnlessAModelIsPriced() {
    var own = Price.of(Rates.ofUsd("1", "1", "1", "1"));
    var free = prices.withFree(Set.of("ollama")).with(Map.of(new ModelName("ollama", "dear"), own));

    assertThat(free.require(ModelName.parse("ollama/qwen3"), NOW).cost(MILLION_IN))
        .isEqualTo(Money.ZERO);
    assertThat(free.find(ModelName.parse("ollama/dear"), NOW)).contains(own);
  }

  @Test
  void changesPricesOnTheDayTheyChange() {
    var model = new ModelName("p", "m");
    var old = Price.of(Rates.ofUsd("1", "1", "1", "1"));
    var later = Price.of(Rates.ofUsd("2", "2", "2", "2"));
    var catalogue =
        new PriceCatalogue(
            List.of(
                new PriceCatalogue.Entry(model, LocalDate.of(2026, 8, 1), old),
                new PriceCatalogue.Entry(model, LocalDate.of(2026, 10, 1), later)));

    assertThat(catalogue.find(model, Instant.parse("2020-01-01T00:00:00Z"))).contains(old);
    assertThat(catalogue.find(model, Instant.parse("2026-09-30T23:59:59Z"))).contains(old);
    assertThat(catalogue.find(model, Instant.parse("2026-10-01T00:00:00Z"))).contains(later);
  }

  @Test
  void holdsTheUsersPriceFromItsDayAndTheListBefore() {
    var model = new ModelName("anthropic", "claude-haiku-4-5");
    var own = Price.of(Rates.ofUsd("9", "9", "9", "9"));
    var changed =
        prices.with(List.of(new PriceCatalogue.Entry(model, LocalDate.of(2026, 12, 1), own)));

    assertThat(changed.find(model, Instant.parse("2026-11-30T23:59:59Z")))
        .isEqualTo(prices.find(model, NOW))
        .isNotEqualTo(Optional.of(own));
    assertThat(changed.find(model, Instant.parse("2026-12-01T00:00:00Z"))).contains(own);
  }

  @Test
  void aModelThatIsPricedFromALaterDayOnHasNoPriceYet() {
    var model = new ModelName("local", "new");
    var own = Price.of(Rates.ofUsd("9", "9", "9", "9"));
    var changed =
        prices.with(List.of(new PriceCatalogue.Entry(model, LocalDate.of(2026, 12, 1), own)));

    assertThat(changed.find(model, NOW)).isEmpty();
  }
}
