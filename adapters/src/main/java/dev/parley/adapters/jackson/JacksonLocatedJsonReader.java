package dev.parley.adapters.jackson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.parley.json.LocatedJson;
import dev.parley.json.LocatedJson.Field;
import dev.parley.json.LocatedJson.Fields;
import dev.parley.json.LocatedJson.Items;
import dev.parley.json.LocatedJson.Null;
import dev.parley.json.LocatedJson.Numeric;
import dev.parley.json.LocatedJson.Place;
import dev.parley.json.LocatedJson.Text;
import dev.parley.json.LocatedJson.Truth;
import dev.parley.json.LocatedJsonReader;
import dev.parley.json.MalformedJsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@link LocatedJsonReader} by Jackson's streaming parser. At most {@value #MAX_LENGTH} characters
 * and {@value #MAX_DEPTH} levels.
 */
public final class JacksonLocatedJsonReader implements LocatedJsonReader {

  /** Characters of a text. */
  public static final int MAX_LENGTH = 64 * 1024 * 1024;

  /** Levels of nesting. */
  public static final int MAX_DEPTH = 64;

  private static final int MAX_NUMBER_LENGTH = 100;
  private static final int MAX_NAME_LENGTH = 1_000;

  /** How the library names the place of another token. */
  private static final Pattern SOURCE =
      Pattern.compile("\\[Source: [^;]{0,200}; (line: \\d+, column: \\d+)]");

  /** How it names a setting under which it would read a number that JSON does not have. */
  private static final Pattern SETTING =
      Pattern.compile("Non-standard token '([^']{1,40})': enable .*");

  private static final Place START = new Place(1, 1);

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(MAX_LENGTH)
                  .maxStringLength(MAX_LENGTH)
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  @Override
  public LocatedJson read(String text) {
    var json = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try (var parser = FACTORY.createParser(json)) {
      if (parser.nextToken() == null) {
        throw new MalformedJsonException(START, "it is empty");
      }
      var value = value(parser);
      if (parser.nextToken() != null) {
        throw new MalformedJsonException(place(parser), "there is more after its end");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new MalformedJsonException(place(e.getLocation()), message(e));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private static LocatedJson value(JsonParser parser) throws IOException {
    var place = place(parser);
    return switch (parser.currentToken()) {
      case START_OBJECT -> new Fields(place, fields(parser));
      case START_ARRAY -> new Items(place, items(parser));
      case VALUE_STRING -> new Text(place, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeric(place, parser.getDecimalValue());
      case VALUE_TRUE -> new Truth(place, true);
      case VALUE_FALSE -> new Truth(place, false);
      case VALUE_NULL -> new Null(place);
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value begins with " + parser.currentToken());
    };
  }

  private static List<Field> fields(JsonParser parser) throws IOException {
    var fields = new ArrayList<Field>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var place = place(parser);
      var name = parser.currentName();
      parser.nextToken();
      fields.add(new Field(place, name, value(parser)));
    }
    return fields;
  }

  private static List<LocatedJson> items(JsonParser parser) throws IOException {
    var items = new ArrayList<LocatedJson>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return items;
  }

  private static Place place(JsonParser parser) {
    return place(parser.currentTokenLocation());
  }

  private static Place place(@Nullable JsonLocation location) {
    return location == null || location.getLineNr() < 1
        ? START
        : new Place(location.getLineNr(), Math.max(location.getColumnNr(), 1));
  }

  /** In Jackson's words, without its own idea of where and of the settings that could allow it. */
  private static String message(JsonProcessingException e) {
    var words = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    var message =
        SETTING
            .matcher(SOURCE.matcher(words).replaceAll("$1"))
            .replaceAll("$1 is no value of JSON");
    return message.length() <= 300 ? message : message.substring(0, 300) + "...";
  }
}
