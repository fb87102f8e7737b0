package dev.parley.app.config;

import dev.parley.model.ModelName;
import dev.parley.model.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What values a setting takes. */
sealed interface Kind {

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

  /** A list of different {@link ModelName}s; in the environment separated by commas. */
  record ModelList() implements Kind {
    private static final int MAX = 8;

    @Override
    public String expected() {
      return "a list of at most " + MAX + " different models, each as provider/model";
    }

    @Override
    public Optional<Object> read(Object raw) {
      return new Texts().read(raw).flatMap(ModelList::models);
    }

    private static Optional<Object> models(Object texts) {
      var models = new LinkedHashSet<ModelName>();
      for (Object text : (List<?>) texts) {
        var model = new Model().read(text);
        if (model.isEmpty() || !models.add((ModelName) model.get())) {
          return Optional.empty();
        }
      }
      return models.size() <= MAX ? Optional.of(List.copyOf(models)) : Optional.empty();
    }

    @Override
    public Optional<Object> parse(String text) {
      return new Texts().parse(text).flatMap(ModelList::models);
    }

    @Override
    public Map<String, Object> schema() {
      var schema = new LinkedHashMap<>(arrayOf(new Model().schema()));
      schema.put("maxItems", MAX);
      schema.put("uniqueItems", true);
      return schema;
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

  /** A list of non-blank texts; in the environment separated by commas. */
  record Texts() implements Kind {
    @Override
    public String expected() {
      return "a list of texts";
    }

    @Override
    public Optional<Object> read(Object raw) {
      if (!(raw instanceof List<?> list)) {
        return Optional.empty();
      }
      var texts = new ArrayList<String>();
      for (Object item : list) {
        if (!(item instanceof String text) || text.isBlank()) {
          return Optional.empty();
        }
        texts.add(text);
      }
      return Optional.of(List.copyOf(texts));
    }

    @Override
    public Optional<Object> parse(String text) {
      return text.isBlank() ? Optional.of(List.of()) : read(List.of(text.strip().split(" *, *")));
    }

    @Override
    public Map<String, Object> schema() {
      return arrayOf(Map.of("type", "string", "minLength", 1));
    }
  }

  /** Commands, each a list of program and arguments; never a shell string. */
  record Commands() implements Kind {
    @Override
    public String expected() {
      return "a list of commands, each a list of program and arguments:"
          + " [[\"./gradlew\", \"test\"]]";
    }

    @Override
    public Optional<Object> read(Object raw) {
      if (!(raw instanceof List<?> list)) {
        return Optional.empty();
      }
      var commands = new ArrayList<Object>();
      for (Object item : list) {
        var argv = new Texts().read(item).filter(words -> !((List<?>) words).isEmpty());
        if (argv.isEmpty()) {
          return Optional.empty();
        }
        commands.add(argv.get());
      }
      return Optional.of(List.copyOf(commands));
    }

    @Override
    public Optional<Object> parse(String text) {
      return Optional.empty();
    }

    @Override
    public Map<String, Object> schema() {
      var argv = new LinkedHashMap<>(new Texts().schema());
      argv.put("minItems", 1);
      return arrayOf(argv);
    }
  }

  private static Map<String, Object> arrayOf(Map<String, Object> items) {
    return Map.of("type", "array", "items", items);
  }
}
