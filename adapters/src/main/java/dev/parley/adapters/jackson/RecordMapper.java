package dev.parley.adapters.jackson;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How core's records look as JSON, without one annotation in core:
 *
 * <ul>
 *   <li>a record is an object of its components, in {@code snake_case} and in their order;
 *   <li>a record whose only component is {@code value}, such as an id, is that value;
 *   <li>where a sealed interface is declared, {@code "kind"} names the record in snake_case;
 *   <li>enum constants are in lower case and read in any;
 *   <li>{@code Duration} and {@code Instant} are ISO 8601 text, {@code PT1M30S};
 *   <li>an empty {@code Optional} is left out; map entries are sorted by key.
 * </ul>
 *
 * Read: unknown fields are ignored, so that an older program reads a newer log. A missing {@code
 * Optional}, list, set or map is empty, so that a newer program reads an older log; anything else
 * missing or null is an error. A component added to a record must therefore be one of those.
 */
final class RecordMapper {

  private static final JsonInclude.Value ABSENT_LEFT_OUT =
      JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT);

  private RecordMapper() {}

  static JsonMapper create() {
    var paths = new SimpleModule().addSerializer(Path.class, ToStringSerializer.instance);
    var builder =
        JsonMapper.builder()
            .annotationIntrospector(new RecordShapes())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModules(new Jdk8Module(), new JavaTimeModule(), paths)
            .defaultPropertyInclusion(ABSENT_LEFT_OUT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
    for (var container : List.of(List.class, Set.class, Map.class)) {
      builder.withConfigOverride(
          container, o -> o.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)));
    }
    return builder.build();
  }
}
