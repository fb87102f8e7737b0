package dev.parley.testkit.sim;

import dev.parley.llm.JsonCodec;
import dev.parley.llm.JsonObject;
import dev.parley.llm.MalformedAnswerException;
import java.util.Map;

/** The simulation speaks no JSON. */
final class NoJson implements JsonCodec {

  @Override
  public JsonObject parse(String text) {
    throw new MalformedAnswerException("no JSON in the simulation");
  }

  @Override
  public String write(Map<String, ?> value) {
    return "{}";
  }
}
