package dev.parley.adapters.toml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A TOML file as its values, each with its path and its line. */
public record TomlDocument(List<Entry> entries) {

  /** A file longer than this is refused. */
  public static final int MAX_CHARACTERS = 1_000_000;

  private static final TomlMapper MAPPER =
      TomlMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  public TomlDocument {
    entries = List.copyOf(entries);
  }

  /**
   * One value.
   *
   * @param path tables and key, for example {@code [limits, max_usd_per_run]}
   * @param value a String, Long, BigDecimal, Boolean, List of these, or an empty Map for a table
   *     that holds nothing
   * @param line from 1
   */
  public record Entry(List<String> path, Object value, int line) {
    public Entry {
      path = List.copyOf(path);
    }
  }

  /**
   * Reads a whole file.
   *
   * @param file its name, for messages
   * @throws ProblemException BAD_CONFIG naming file, line and column
   */
  public static TomlDocument parse(String text, String file) {
    if (text.length() > MAX_CHARACTERS) {
      throw new ProblemException(
          new Problem(
              Code.BAD_CONFIG,
              file + " has more than " + MAX_CHARACTERS + " characters",
              "Remove what does not belong there."));
    }
    try {
      var root = MAPPER.readTree(text);
      var entries = new ArrayList<Entry>();
      if (root.isObject() && !root.isEmpty()) {
        collect(List.of(), root, TomlLines.of(text), entries);
      }
      return new TomlDocument(entries);
    } catch (JsonProcessingException e) {
      throw new ProblemException(unreadable(e, file), e);
    }
  }

  private static void collect(
      List<String> path, JsonNode node, TomlLines lines, List<Entry> entries) {
    if (!node.isObject() || node.isEmpty()) {
      entries.add(new Entry(path, value(node), lines.of(path)));
      return;
    }
    for (var property : node.properties()) {
      var below = new ArrayList<>(path);
      below.add(property.getKey());
      collect(below, property.getValue(), lines, entries);
    }
  }

  private static Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> node.isIntegralNumber() ? wholeNumber(node) : fraction(node);
      case ARRAY -> node.valueStream().map(TomlDocument::value).toList();
      case OBJECT -> Map.of();
      case BINARY, MISSING, NULL, POJO -> node.asText();
    };
  }

  /** TOML has nan and inf, which are numbers to no setting. */
  private static Object fraction(JsonNode node) {
    return Double.isFinite(node.doubleValue()) ? (Object) node.decimalValue() : node.asText();
  }

  private static Object wholeNumber(JsonNode node) {
    return node.canConvertToLong() ? (Object) node.longValue() : node.decimalValue();
  }

  private static Problem unreadable(JsonProcessingException e, String file) {
    var at = e.getLocation();
    String place = at == null ? file : file + ":" + at.getLineNr() + ":" + at.getColumnNr();
    return new Problem(
        Code.BAD_CONFIG,
        place + ": not valid TOML: " + e.getOriginalMessage(),
        "Correct the line; https://toml.io describes the format.");
  }
}
