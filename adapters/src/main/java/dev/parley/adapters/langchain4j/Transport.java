package dev.parley.adapters.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.QuotaListener;
import dev.parley.llm.QuotaReport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests over HTTP/1.1 and reads their answers, on the caller's thread, so that an
 * interrupt ends both. Follows no redirect: a key goes only where it was meant to go.
 */
final class Transport {

  private static final int MAX_ERROR_BYTES = 64 * 1024;
  private static final Duration GRACE = Duration.ofMillis(200);

  private final CallTimeouts timeouts;
  private final InstantSource clock;
  private final QuotaListener quotas;
  private final HttpClient http;

  Transport(CallTimeouts timeouts, InstantSource clock, QuotaListener quotas) {
    this.timeouts = timeouts;
    this.clock = clock;
    this.quotas = quotas;
    this.http =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(timeouts.connect())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /**
   * The whole answer, however it arrived.
   *
   * @throws ModelFailure if there is none
   * @throws dev.parley.model.ProblemException INTERRUPTED
   */
  JsonNode answer(Wire wire, ModelRequest request, String body) {
    var patience = new Patience(timeouts.silence(request.stream()), timeouts.total());
    long sentNanos = System.nanoTime();
    HttpResponse<AnswerFeed> response = send(post(wire, request, body), patience);
    tellQuotas(request, response, Duration.ofNanos(System.nanoTime() - sentNanos));
    try (AnswerFeed feed = response.body()) {
      if (response.statusCode() < 200 || response.statusCode() >= 300) {
        String error = new String(feed.readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8);
        throw Failures.ofStatus(response.statusCode(), response.headers(), error, clock.instant());
      }
      return isEventStream(response) ? streamed(wire, feed) : whole(feed);
    } catch (IOException impossible) {
      throw Failures.brokenOff(impossible);
    }
  }

  private void tellQuotas(ModelRequest request, HttpResponse<?> response, Duration roundTrip) {
    var said = QuotaHeaders.of(response.headers(), clock.instant());
    if (!said.isEmpty()) {
      quotas.heard(request.model(), new QuotaReport(said, roundTrip));
    }
  }

  private static JsonNode whole(AnswerFeed feed) throws IOException {
    String body = new String(feed.readAllBytes(), StandardCharsets.UTF_8);
    return Json.object(body)
        .orElseThrow(() -> Failures.notTheProtocol("the answer is not a JSON object"));
  }

  private static JsonNode streamed(Wire wire, AnswerFeed feed) {
    StreamedAnswer answer = wire.streamedAnswer();
    ServerSentEvents.read(feed, answer::accept);
    JsonNode whole = answer.whole();
    feed.finish(GRACE);
    return whole;
  }

  /** What the server says it sends counts, not what was asked for. */
  private static boolean isEventStream(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("content-type")
        .map(type -> type.toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
        .orElse(false);
  }

  private static HttpRequest post(Wire wire, ModelRequest request, String body) {
    URI endpoint = wire.endpoint();
    HttpRequest.Builder post =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/json")
            .header("Accept", request.stream() ? "text/event-stream" : "application/json")
            .header("User-Agent", "parley")
            .header("X-Parley-Role", request.role().wireName())
            .header("X-Parley-Run", request.context().run().value());
    request
        .context()
        .attempt()
        .ifPresent(attempt -> post.header("X-Parley-Task", attempt.task().value()));
    wire.headers().forEach(post::header);
    return post.POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8)).build();
  }

  private HttpResponse<AnswerFeed> send(HttpRequest request, Patience patience) {
    if (Thread.currentThread().isInterrupted()) {
      throw Patience.interrupted();
    }
    CompletableFuture<HttpResponse<AnswerFeed>> sent =
        http.sendAsync(request, _ -> new AnswerFeed(patience, Json.MAX_BYTES));
    try {
      return sent.get(Math.max(0, patience.nanos()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException silent) {
      sent.cancel(true);
      throw patience.exhausted();
    } catch (InterruptedException interrupted) {
      sent.cancel(true);
      throw Patience.interrupted();
    } catch (ExecutionException failed) {
      throw Failures.notConnected(failed.getCause() == null ? failed : failed.getCause());
    }
  }
}
