package dev.parley.app.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** A collector: takes OTLP over HTTP as protobuf, and decodes it with the official classes. */
final class OtlpReceiver implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  final List<Span> spans = new CopyOnWriteArrayList<>();
  final List<Map<String, Metric>> metrics = new CopyOnWriteArrayList<>();
  final List<Map<String, String>> headers = new CopyOnWriteArrayList<>();
  final List<String> bodies = new CopyOnWriteArrayList<>();
  final AtomicInteger requests = new AtomicInteger();

  /** What it answers; anything but 200 takes nothing in. */
  volatile int status = 200;

  /** That many requests are refused for now, whatever else it would answer. */
  final AtomicInteger refusals = new AtomicInteger();

  /** Says nothing until it is closed. */
  volatile boolean silent;

  OtlpReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/traces", exchange -> take(exchange, this::traces));
    server.createContext("/v1/metrics", exchange -> take(exchange, this::metrics));
    server.start();
  }

  private interface Reader {
    void read(byte[] body) throws IOException;
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void take(HttpExchange exchange, Reader reader) throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      var all = new HashMap<String, String>();
      exchange.getRequestHeaders().forEach((name, values) -> all.put(name, values.getFirst()));
      headers.add(all);
      boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      var body = exchange.getRequestBody();
      byte[] bytes = zipped ? new GZIPInputStream(body).readAllBytes() : body.readAllBytes();
      if (silent) {
        closed.await();
      }
      int answer = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 429 : status;
      if (answer == 200) {
        reader.read(bytes);
      }
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(answer, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void traces(byte[] body) throws IOException {
    var request = ExportTraceServiceRequest.parseFrom(body);
    bodies.add(request.toString());
    request
        .getResourceSpansList()
        .forEach(of -> of.getScopeSpansList().forEach(in -> spans.addAll(in.getSpansList())));
  }

  private void metrics(byte[] body) throws IOException {
    var request = ExportMetricsServiceRequest.parseFrom(body);
    bodies.add(request.toString());
    var named = new HashMap<String, Metric>();
    request
        .getResourceMetricsList()
        .forEach(of ->
            of.getScopeMetricsList()
                .forEach(in ->
                    in.getMetricsList().forEach(metric -> named.put(metric.getName(), metric))));
    metrics.add(named);
  }

  /** Attributes as text, by name. */
  static Map<String, String> labels(List<KeyValue> attributes) {
    var labels = new LinkedHashMap<String, String>();
    for (var attribute : attributes) {
      var value = attribute.getValue();
      labels.put(
          attribute.getKey(),
          value.hasIntValue()
              ? String.valueOf(value.getIntValue())
              : value.hasDoubleValue()
                  ? String.valueOf(value.getDoubleValue())
                  : value.getStringValue());
    }
    return labels;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }

  /** One that nobody listens at. */
  static String nobody() {
    try (var once = new OtlpReceiver()) {
      return once.url();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
