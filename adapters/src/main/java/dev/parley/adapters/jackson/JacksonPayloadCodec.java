package dev.parley.adapters.jackson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.event.Payload;
import dev.parley.event.PayloadCodec;
import java.util.HashMap;
import java.util.Map;

/**
 * The event codec: every payload is a record, written as {@link RecordMapper} says. Thread-safe.
 *
 * <p>Names are given once and for ever by the registry, so a class may be renamed while the logs
 * that hold it still replay.
 */
public final class JacksonPayloadCodec implements PayloadCodec {

  private final JsonMapper mapper = RecordMapper.create();
  private final Map<String, Class<? extends Payload>> byName;
  private final Map<Class<? extends Payload>, String> byType;

  /**
   * @param types stable name, for example {@code attempt.ended}, to the record it stands for
   * @throws IllegalArgumentException if a record has two names, or a type is no record
   */
  public JacksonPayloadCodec(Map<String, Class<? extends Payload>> types) {
    this.byName = Map.copyOf(types);
    this.byType = inverse(types);
  }

  private static Map<Class<? extends Payload>, String> inverse(
      Map<String, Class<? extends Payload>> types) {
    var inverse = new HashMap<Class<? extends Payload>, String>();
    types.forEach((name, type) -> {
      if (!type.isRecord() || inverse.put(type, name) != null) {
        throw new IllegalArgumentException(type + " is no record or has two names: " + name);
      }
    });
    return Map.copyOf(inverse);
  }

  @Override
  public Encoded encode(Payload payload) {
    String name = byType.get(payload.getClass());
    if (name == null) {
      throw new IllegalArgumentException("unregistered payload: " + payload.getClass().getName());
    }
    try {
      return new Encoded(name, mapper.writeValueAsString(payload));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot encode " + name, e);
    }
  }

  @Override
  public Payload decode(Encoded encoded) {
    var type = byName.get(encoded.type());
    if (type == null) {
      throw new IllegalArgumentException("unknown payload type: " + encoded.type());
    }
    try {
      return mapper.readValue(encoded.json(), type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot decode " + encoded.type(), e);
    }
  }
}
