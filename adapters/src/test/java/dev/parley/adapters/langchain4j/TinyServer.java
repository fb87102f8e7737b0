package dev.parley.adapters.langchain4j;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers on loopback with whatever it is given, also what no provider would say. */
final class TinyServer implements AutoCloseable {

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Asked> asked = new ArrayList<>();

  /**
   * A request.
   *
   * @param headers by lower-case name
   */
  record Asked(String path, Map<String, String> headers, String body) {}

  /** What comes back. */
  record Answer(int status, Map<String, String> headers, String body) {

    static Answer json(int status, String body) {
      return new Answer(status, Map.of("Content-Type", "application/json"), body);
    }

    static Answer events(String body) {
      return new Answer(200, Map.of("Content-Type", "text/event-stream; charset=utf-8"), body);
    }

    Answer with(String header, String value) {
      var more = new HashMap<>(headers);
      more.put(header, value);
      return new Answer(status, more, body);
    }
  }

  /** Answers the nth request with the nth answer, and the last one from then on. */
  TinyServer(Answer... answers) throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", exchange -> answer(exchange, answers));
    http.start();
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange, Answer[] answers) throws IOException {
    Answer answer = answers[Math.min(record(exchange), answers.length) - 1];
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(answer.status(), 0);
    try (var body = exchange.getResponseBody()) {
      body.write(answer.body().getBytes(StandardCharsets.UTF_8));
    }
  }

  private int record(HttpExchange exchange) throws IOException {
    var headers = new HashMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    synchronized (this) {
      asked.add(new Asked(exchange.getRequestURI().getPath(), headers, body));
      return asked.size();
    }
  }
}
