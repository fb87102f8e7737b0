package dev.parley.app.server.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.app.server.access.Gate;
import dev.parley.app.server.api.Api;
import dev.parley.app.server.api.Operation;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the API on this machine what a tool is asked, in the name of whoever asks. */
final class ApiCalls implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  /** Longer than the longest wait for events. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Supplier<String> url;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  ApiCalls(Supplier<String> url) {
    this.url = url;
  }

  CallToolResult call(
      Operation operation, @Nullable Map<String, Object> given, McpTransportContext asker) {
    var arguments = new LinkedHashMap<>(given == null ? Map.of() : given);
    var missing = operation.inPath().stream().filter(name -> !arguments.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      return result(true, "missing: " + String.join(", ", missing));
    }
    try {
      var answer = client.send(request(operation, arguments, asker), BodyHandlers.ofString());
      return result(answer.statusCode() >= 400, answer.body());
    } catch (IOException e) {
      return result(true, "the API did not answer: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return result(true, "the server is ending");
    }
  }

  private HttpRequest request(
      Operation operation, Map<String, Object> arguments, McpTransportContext asker) {
    var path = operation.path();
    for (var name : operation.inPath()) {
      path = path.replace("{" + name + "}", encoded(taken(arguments, name)));
    }
    var query =
        operation.inQuery().stream()
            .filter(arguments::containsKey)
            .map(name -> name + "=" + encoded(taken(arguments, name)))
            .collect(Collectors.joining("&"));
    var address = url.get() + Api.ROOT + path + (query.isEmpty() ? "" : "?" + query);
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(PATIENCE)
            .method(operation.method(), body(operation, arguments));
    for (var name : List.of("Authorization", "Cookie", Gate.CSRF_HEADER)) {
      if (asker.get(name) instanceof String value) {
        request.header(name, value);
      }
    }
    return request.build();
  }

  private static HttpRequest.BodyPublisher body(
      Operation operation, Map<String, Object> arguments) {
    if (operation.body().isEmpty()) {
      return BodyPublishers.noBody();
    }
    try {
      return BodyPublishers.ofString(JSON.writeValueAsString(arguments));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("came as JSON", e);
    }
  }

  private static String taken(Map<String, Object> arguments, String name) {
    return Objects.toString(arguments.remove(name));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static CallToolResult result(boolean isError, String text) {
    return CallToolResult.builder().addTextContent(text).isError(isError).build();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
