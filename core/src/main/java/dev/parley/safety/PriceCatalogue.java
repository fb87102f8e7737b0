package dev.parley.safety;

import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What models cost: the embedded list, and what the user says, which wins. A model in neither has
 * no price and is not called. Immutable.
 */
public final class PriceCatalogue {

  /** Names of one family: {@code claude-haiku-4-5-20251001}, {@code gpt-5-2025-08-07}. */
  private static final Pattern DATE_OR_LATEST =
      Pattern.compile("[-@](?:\\d{8}|\\d{4}-\\d{2}-\\d{2}|latest)");

  private final Map<ModelName, NavigableMap<LocalDate, Price>> listed;
  private final Map<ModelName, NavigableMap<LocalDate, Price>> overrides;
  private final Set<String> freeProviders;

  /**
   * A price and since when it holds.
   *
   * @param model a model's name, with or without its date
   * @param from the first day it holds, in UTC
   */
  public record Entry(ModelName model, LocalDate from, Price price) {}

  PriceCatalogue(List<Entry> entries) {
    this(byFamily(entries), Map.of(), Set.of());
  }

  private PriceCatalogue(
      Map<ModelName, NavigableMap<LocalDate, Price>> listed,
      Map<ModelName, NavigableMap<LocalDate, Price>> overrides,
      Set<String> freeProviders) {
    this.listed = listed;
    this.overrides = overrides;
    this.freeProviders = freeProviders;
  }

  /** The embedded list, {@link ListPrices#VERSION}. */
  public static PriceCatalogue embedded() {
    return new PriceCatalogue(ListPrices.ENTRIES);
  }

  /** This catalogue with the user's own prices, by exact name or family, which always hold. */
  public PriceCatalogue with(Map<ModelName, Price> prices) {
    return with(
        prices.entrySet().stream()
            .map(price -> new Entry(price.getKey(), LocalDate.MIN, price.getValue()))
            .toList());
  }

  /**
   * This catalogue with the user's own prices from their days on; before, what is known already
   * holds.
   */
  public PriceCatalogue with(List<Entry> prices) {
    var more = new HashMap<ModelName, NavigableMap<LocalDate, Price>>();
    overrides.forEach((model, byDay) -> more.put(model, new TreeMap<>(byDay)));
    for (Entry entry : prices) {
      more.computeIfAbsent(entry.model(), _ -> new TreeMap<>()).put(entry.from(), entry.price());
    }
    return new PriceCatalogue(listed, Map.copyOf(more), freeProviders);
  }

  /**
   * This catalogue with all models of these providers free, where no price of their own is given.
   */
  public PriceCatalogue withFree(Set<String> providers) {
    return new PriceCatalogue(listed, overrides, Set.copyOf(providers));
  }

  /** The price at this time; empty if there is none. */
  public Optional<Price> find(ModelName model, Instant at) {
    ModelName family = family(model);
    LocalDate day = at.atOffset(ZoneOffset.UTC).toLocalDate();
    return override(model, day)
        .or(() -> override(family, day))
        .or(() -> freeProviders.contains(model.provider()) ? Optional.of(Price.FREE) : empty())
        .or(() -> Optional.ofNullable(listed.get(model)).map(prices -> on(prices, day)))
        .or(() -> Optional.ofNullable(listed.get(family)).map(prices -> on(prices, day)));
  }

  private Optional<Price> override(ModelName model, LocalDate day) {
    return Optional.ofNullable(overrides.get(model))
        .map(prices -> prices.floorEntry(day))
        .map(Map.Entry::getValue);
  }

  /**
   * The price at this time.
   *
   * @throws dev.parley.model.ProblemException MODEL_NOT_PRICED, with the lines to add
   */
  public Price require(ModelName model, Instant at) {
    return find(model, at).orElseThrow(() -> notPriced(model).raise());
  }

  private static Problem notPriced(ModelName model) {
    return new Problem(
        Code.MODEL_NOT_PRICED,
        "the price of %s is not known, so no budget could hold".formatted(model),
        """
        Add its price, in USD per million tokens, to ~/.config/parley/config.toml:
        [prices."%s"]
        input = 1.00
        output = 5.00
        If it costs nothing, write free = true instead of both; if no model of the provider does:
        [providers.%s]
        free = true\
        """
            .formatted(model, model.provider()),
        Map.of("model", model.toString()));
  }

  /** The newest price that already holds; before the first one, the first. */
  private static Price on(NavigableMap<LocalDate, Price> prices, LocalDate day) {
    var entry = prices.floorEntry(day);
    return entry == null ? prices.firstEntry().getValue() : entry.getValue();
  }

  private static Optional<Price> empty() {
    return Optional.empty();
  }

  private static ModelName family(ModelName model) {
    var matcher = DATE_OR_LATEST.matcher(model.model());
    int end = model.model().length();
    while (matcher.find()) {
      end = matcher.end() == model.model().length() ? matcher.start() : end;
    }
    return end == 0 ? model : new ModelName(model.provider(), model.model().substring(0, end));
  }

  private static Map<ModelName, NavigableMap<LocalDate, Price>> byFamily(List<Entry> entries) {
    var byFamily = new HashMap<ModelName, NavigableMap<LocalDate, Price>>();
    for (Entry entry : entries) {
      byFamily
          .computeIfAbsent(entry.model(), _ -> new TreeMap<>())
          .put(entry.from(), entry.price());
    }
    return Map.copyOf(byFamily);
  }
}
