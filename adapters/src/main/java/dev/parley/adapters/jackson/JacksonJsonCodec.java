package dev.parley.adapters.jackson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.llm.JsonCodec;
import dev.parley.llm.JsonObject;
import dev.parley.llm.MalformedAnswerException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@link JsonCodec} for foreign text. Strict: one object, no duplicate keys, nothing after it, at
 * most as many characters as it is told and {@value #MAX_DEPTH} levels.
 */
public final class JacksonJsonCodec implements JsonCodec {

  /** Characters of a document. */
  public static final int MAX_LENGTH = 4_000_000;

  /** Levels of nesting. */
  public static final int MAX_DEPTH = 64;

  private static final int MAX_NUMBER_LENGTH = 100;
  private static final int MAX_NAME_LENGTH = 1_000;
  private static final int MAX_MESSAGE_LENGTH = 300;

  private static final ObjectMapper MAPPER = mapper(MAX_LENGTH);

  private final int maxLength;
  private final ObjectReader objects;

  /** For documents of at most {@value #MAX_LENGTH} characters. */
  public JacksonJsonCodec() {
    this(MAX_LENGTH);
  }

  /**
   * @param maxLength characters of a document that are read at most
   */
  public JacksonJsonCodec(int maxLength) {
    this.maxLength = maxLength;
    this.objects =
        (maxLength == MAX_LENGTH ? MAPPER : mapper(maxLength))
            .readerFor(new TypeReference<Map<String, @Nullable Object>>() {});
  }

  private static ObjectMapper mapper(int maxLength) {
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxDocumentLength(maxLength)
                        .maxStringLength(maxLength)
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  @Override
  public JsonObject parse(String text) {
    if (text.length() > maxLength) {
      throw new MalformedAnswerException(
          "the JSON has %d characters; at most %d are read".formatted(text.length(), maxLength));
    }
    if (!text.stripLeading().startsWith("{")) {
      throw new MalformedAnswerException("line 1, column 1: a JSON object must begin with '{'");
    }
    try {
      Map<String, @Nullable Object> fields = objects.readValue(text);
      return new JsonObject("", fields);
    } catch (JsonProcessingException malformed) {
      throw new MalformedAnswerException(message(malformed));
    }
  }

  @Override
  public String write(Map<String, ?> value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException("not writable as JSON", impossible);
    }
  }

  private static String message(JsonProcessingException malformed) {
    String original = malformed.getOriginalMessage();
    String firstLine = original.lines().findFirst().orElse("not JSON");
    String said =
        firstLine.length() <= MAX_MESSAGE_LENGTH
            ? firstLine
            : firstLine.substring(0, MAX_MESSAGE_LENGTH) + " ...";
    @Nullable JsonLocation at = malformed.getLocation();
    return at == null
        ? said
        : "line %d, column %d: %s".formatted(at.getLineNr(), at.getColumnNr(), said);
  }
}
