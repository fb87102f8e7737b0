package dev.parley.app.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.safety.LimitKey;
import dev.parley.safety.Limits;
import java.math.BigDecimal;

/** Limits for programs: their names as settings have them, numbers as numbers. */
public final class LimitsJson {

  private static final JsonMapper JSON = new JsonMapper();

  private LimitsJson() {}

  /** All of them. */
  public static ObjectNode of(Limits limits) {
    var json = JSON.createObjectNode();
    for (var key : LimitKey.values()) {
      if (key == LimitKey.ON_TRIP) {
        json.put(key.wireName(), key.text(limits));
      } else {
        json.put(key.wireName(), new BigDecimal(key.text(limits)));
      }
    }
    return json;
  }
}
