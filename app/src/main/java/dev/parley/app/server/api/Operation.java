package dev.parley.app.server.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A route as a tool sees it.
 *
 * @param name in snake_case
 * @param path below the root of the API, with parameters in braces
 * @param inPath names of parameters that go into the path
 * @param inQuery likewise into the query; what is left goes into the body
 * @param input JSON Schema of all of them, without references
 * @param looks whether it changes nothing
 */
public record Operation(
    String name,
    String summary,
    String method,
    String path,
    List<String> inPath,
    List<String> inQuery,
    Optional<String> body,
    Map<String, Object> input,
    boolean looks) {

  public Operation {
    inPath = List.copyOf(inPath);
    inQuery = List.copyOf(inQuery);
    input = Map.copyOf(input);
  }
}
