package dev.parley.safety;

import dev.parley.model.ModelName;
import dev.parley.safety.PriceCatalogue.Entry;
import java.time.LocalDate;
import java.util.List;

/**
 * The providers' list prices, in USD per million tokens. A changed price is a further line with the
 * day it holds from; a line is never altered, because old runs are replayed at the prices of their
 * day.
 */
public final class ListPrices {

  /** Which list this is. */
  public static final String VERSION = "2026-08";

  private static final LocalDate LISTED = LocalDate.of(2026, 8, 1);

  static final List<Entry> ENTRIES =
      List.of(
          anthropic("claude-haiku-4-5", "1", "5", "1.25", "0.10"),
          entry(
              "anthropic",
              "claude-sonnet-4-5",
              Price.of(Rates.ofUsd("3", "15", "3.75", "0.30"))
                  .above(200_000, Rates.ofUsd("6", "22.50", "7.50", "0.60"))),
          anthropic("claude-sonnet-4-6", "3", "15", "3.75", "0.30"),
          anthropic("claude-sonnet-5", "2", "10", "2.50", "0.20"),
          anthropic("claude-opus-4-5", "5", "25", "6.25", "0.50"),
          anthropic("claude-opus-4-6", "5", "25", "6.25", "0.50"),
          anthropic("claude-opus-4-7", "5", "25", "6.25", "0.50"),
          anthropic("claude-opus-4-8", "5", "25", "6.25", "0.50"),
          anthropic("claude-opus-5", "5", "25", "6.25", "0.50"),
          anthropic("claude-opus-4-1", "15", "75", "18.75", "1.50"),
          openAi("gpt-5", "1.25", "10", "0.125"),
          openAi("gpt-5.1", "1.25", "10", "0.125"),
          openAi("gpt-5.2", "1.75", "14", "0.175"),
          openAi("gpt-5.3-codex", "1.75", "14", "0.175"),
          entry(
              "openai",
              "gpt-5.4",
              uncachedWrites("2.50", "15", "0.25")
                  .above(272_000, Rates.ofUsd("5", "22.50", "5", "0.50"))),
          entry(
              "openai",
              "gpt-5.5",
              uncachedWrites("5", "30", "0.50").above(272_000, Rates.ofUsd("10", "45", "10", "1"))),
          openAi("gpt-5-mini", "0.25", "2", "0.025"),
          openAi("gpt-5-nano", "0.05", "0.40", "0.005"),
          entry(
              "google",
              "gemini-2.5-pro",
              uncachedWrites("1.25", "10", "0.125")
                  .above(200_000, Rates.ofUsd("2.50", "15", "2.50", "0.25"))),
          entry("google", "gemini-2.5-flash", uncachedWrites("0.30", "2.50", "0.03")),
          entry(
              "google",
              "gemini-3.1-pro-preview",
              uncachedWrites("2", "12", "0.20")
                  .above(200_000, Rates.ofUsd("4", "18", "4", "0.40"))),
          entry("google", "gemini-3-flash-preview", uncachedWrites("0.50", "3", "0.05")));

  private ListPrices() {}

  private static Entry anthropic(
      String model, String input, String output, String cacheWrite, String cacheRead) {
    return entry("anthropic", model, Price.of(Rates.ofUsd(input, output, cacheWrite, cacheRead)));
  }

  private static Entry openAi(String model, String input, String output, String cacheRead) {
    return entry("openai", model, uncachedWrites(input, output, cacheRead));
  }

  /** Providers that charge nothing extra for writing a cache. */
  private static Price uncachedWrites(String input, String output, String cacheRead) {
    return Price.of(Rates.ofUsd(input, output, input, cacheRead));
  }

  private static Entry entry(String provider, String model, Price price) {
    return new Entry(new ModelName(provider, model), LISTED, price);
  }
}
