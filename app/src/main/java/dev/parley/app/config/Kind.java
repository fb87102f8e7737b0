package dev.parley.app.config;

import dev.parley.model.ModelName;
import dev.parley.model.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What values a setting takes. */
sealed interface Kind
    permits Kind.Text,
        Kind.Model,
        Kind.OneOf,
        Kind.Flag,
        Kind.Whole,
        Kind.Seconds,
        Kind.Day,
        Kind.Dollars,
        ListKind {

  /**
   * As the message about a wrong value says it, for example {@code a whole number from 1 to 64}.
   */
  String expected();

  /** The value as its Java type; empty if it is not what is {@link #expected}. */
  Optional<Object> read(Object raw);

  /** Likewise from the text of an environment variable; empty if such a setting takes no text. */
  Optional<Object> parse(String text);

  /** As a JSON Schema. */
  Map<String, Object> schema();

  /** A non-blank {@link String}. */
  record Text(String expected, String pattern) implements Kind {
    @Override
    public Optional<Object> read(Object raw) {
      return raw instanceof String text && text.matches(pattern)
          ? Optional.of(text)
          : Optional.empty();
    }

    @Override
    public Optional<Object> parse(String text) {
      return read(text);
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "string", "pattern", "^(?:" + pattern + ")$");
    }
  }

  /** A {@link ModelName}. */
  record Model() implements Kind {
    @Override
    public String expected() {
      return "a model as provider/model";
    }

    @Override
    public Optional<Object> read(Object raw) {
      return raw instanceof String text && ModelName.isValid(text)
          ? Optional.of(ModelName.parse(text))
          : Optional.empty();
    }

    @Override
    public Optional<Object> parse(String text) {
      return read(text);
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "string", "pattern", "^[^/\\s]+/\\S+$");
    }
  }

  /** One of some words, a {@link String}. */
  record OneOf(List<String> words) implements Kind {
    @Override
    public String expected() {
      return "one of " + String.join(", ", words);
    }

    @Override
    public Optional<Object> read(Object raw) {
      return raw instanceof String text && words.contains(text)
          ? Optional.of(text)
          : Optional.empty();
    }

    @Override
    public Optional<Object> parse(String text) {
      return read(text);
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "string", "enum", words);
    }
  }

  /** A {@link Boolean}. */
  record Flag() implements Kind {
    @Override
    public String expected() {
      return "true or false";
    }

    @Override
    public Optional<Object> read(Object raw) {
      return raw instanceof Boolean ? Optional.of(raw) : Optional.empty();
    }

    @Override
    public Optional<Object> parse(String text) {
      return switch (text) {
        case "true" -> Optional.of(true);
        case "false" -> Optional.of(false);
        default -> Optional.empty();
      };
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "boolean");
    }
  }

  /** A {@link Long}. */
  record Whole(long min, long max) implements Kind {
    @Override
    public String expected() {
      return "a whole number from " + min + " to " + max;
    }

    @Override
    public Optional<Object> read(Object raw) {
      return raw instanceof Long number && number >= min && number <= max
          ? Optional.of(number)
          : Optional.empty();
    }

    @Override
    public Optional<Object> parse(String text) {
      return text.matches("\\d{1,18}") ? read(Long.parseLong(text)) : Optional.empty();
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "integer", "minimum", min, "maximum", max);
    }
  }

  /** A {@link Duration}, written as whole seconds. */
  record Seconds(long min, long max) implements Kind {
    @Override
    public String expected() {
      return "whole seconds from " + min + " to " + max;
    }

    @Override
    public Optional<Object> read(Object raw) {
      return whole().read(raw).map(seconds -> Duration.ofSeconds((Long) seconds));
    }

    @Override
    public Optional<Object> parse(String text) {
      return whole().parse(text).map(seconds -> Duration.ofSeconds((Long) seconds));
    }

    @Override
    public Map<String, Object> schema() {
      return whole().schema();
    }

    private Whole whole() {
      return new Whole(min, max);
    }
  }

  /** A {@link LocalDate}. */
  record Day() implements Kind {
    @Override
    public String expected() {
      return "a day as 2026-12-31";
    }

    @Override
    public Optional<Object> read(Object raw) {
      try {
        return raw instanceof String text ? Optional.of(LocalDate.parse(text)) : Optional.empty();
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }

    @Override
    public Optional<Object> parse(String text) {
      return read(text);
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "string", "format", "date");
    }
  }

  /**
   * {@link Money}, written in dollars.
   *
   * @param least the smallest amount allowed
   */
  record Dollars(Money least) implements Kind {
    private static final Money MOST = Money.ofUsd("1000000");

    @Override
    public String expected() {
      return "dollars from "
          + least.usd().stripTrailingZeros().toPlainString()
          + " to 1000000, at most six decimals";
    }

    @Override
    public Optional<Object> read(Object raw) {
      return switch (raw) {
        case Long whole -> inRange(BigDecimal.valueOf(whole));
        case BigDecimal decimal -> inRange(decimal);
        default -> Optional.empty();
      };
    }

    @Override
    public Optional<Object> parse(String text) {
      return text.matches("\\d{1,9}(\\.\\d{1,9})?")
          ? inRange(new BigDecimal(text))
          : Optional.empty();
    }

    private Optional<Object> inRange(BigDecimal usd) {
      boolean fits =
          usd.compareTo(least.usd()) >= 0
              && usd.compareTo(MOST.usd()) <= 0
              && usd.stripTrailingZeros().scale() <= 6;
      return fits ? Optional.of(Money.ofUsd(usd)) : Optional.empty();
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "number", "minimum", least.usd(), "maximum", MOST.usd());
    }
  }
}
