package dev.parley.testkit.modelserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** One block of a scripted reply, in the order the model would produce them. */
public sealed interface Block {

  /** What the model says. */
  record Text(String text) implements Block {}

  /**
   * A tool the model calls. The call's id is made by the server from the request, so that a client
   * which asks again after a crash sees the same id.
   *
   * @param name as declared in the request; a name that is not declared is sent all the same, since
   *     models do that too
   */
  record ToolCall(String name, ObjectNode args) implements Block {}

  static Block text(String text) {
    return new Text(text);
  }

  /** A call with these arguments; the values may be anything Jackson can turn into JSON. */
  static Block toolCall(String name, Map<String, ?> args) {
    return new ToolCall(name, Json.MAPPER.valueToTree(args));
  }
}
