package dev.parley.testkit.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A client that knows no protocol: it sends what it is given and shows what came back. */
final class Caller implements AutoCloseable {

  static final String KEY = "a-key";

  private final ScriptedModelServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  Caller(ScriptedModelServer server) {
    this.server = server;
  }

  /** An event of a stream. */
  record Event(String name, String data) {
    JsonNode json() {
      return Json.parse(data);
    }
  }

  static ObjectNode json(String text) {
    return (ObjectNode) Json.parse(text.replace('\'', '"'));
  }

  static Map<String, String> anthropicHeaders() {
    return Map.of("x-api-key", KEY, "anthropic-version", "2023-06-01");
  }

  static Map<String, String> openAiHeaders() {
    return Map.of("Authorization", "Bearer " + KEY);
  }

  /** A small request that both protocols accept. */
  static ObjectNode question(String words) {
    var body = json("{'model': 'some-model', 'max_tokens': 1000}");
    body.putArray("messages").addObject().put("role", "user").put("content", words);
    return body;
  }

  HttpResponse<String> ask(Protocol protocol, JsonNode body) {
    return ask(protocol, body, Map.of());
  }

  HttpResponse<String> ask(Protocol protocol, JsonNode body, Map<String, String> more) {
    var headers =
        new TreeMap<>(protocol == Protocol.ANTHROPIC ? anthropicHeaders() : openAiHeaders());
    headers.putAll(more);
    var path = protocol == Protocol.ANTHROPIC ? "/v1/messages" : "/v1/chat/completions";
    return post(path, body.toString(), headers);
  }

  HttpResponse<String> post(String path, String body, Map<String, String> headers) {
    return send(request(path, body, headers));
  }

  HttpRequest request(String path, String body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create(server.anthropicUrl() + path))
            .timeout(Duration.ofSeconds(30))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return request.build();
  }

  HttpResponse<String> get(String path, Map<String, String> headers) {
    var request = HttpRequest.newBuilder(URI.create(server.anthropicUrl() + path)).GET();
    headers.forEach(request::header);
    return send(request.build());
  }

  HttpResponse<String> head(String path) {
    return send(HttpRequest.newBuilder(URI.create(server.anthropicUrl() + path)).HEAD().build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpClient http() {
    return http;
  }

  static JsonNode body(HttpResponse<String> response) {
    return Json.parse(response.body());
  }

  static List<Event> events(HttpResponse<String> response) {
    return events(response.body());
  }

  /** The events of a stream, the last of which may be cut. */
  static List<Event> events(String stream) {
    var events = new ArrayList<Event>();
    for (var block : stream.strip().split("\n\n", -1)) {
      var name = "";
      var data = new StringBuilder();
      for (var line : block.lines().toList()) {
        if (line.startsWith("event: ")) {
          name = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
          data.append(line.substring("data: ".length()));
        }
      }
      events.add(new Event(name, data.toString()));
    }
    return events;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
