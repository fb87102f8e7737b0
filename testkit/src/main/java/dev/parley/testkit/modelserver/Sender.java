package dev.parley.testkit.modelserver;

import com.sun.net.httpserver.HttpExchange;
import dev.parley.testkit.modelserver.Outgoing.Ending;
import dev.parley.testkit.modelserver.Outgoing.Events;
import dev.parley.testkit.modelserver.Outgoing.Half;
import dev.parley.testkit.modelserver.Outgoing.HangUp;
import dev.parley.testkit.modelserver.Outgoing.Later;
import dev.parley.testkit.modelserver.Outgoing.Silence;
import dev.parley.testkit.modelserver.Outgoing.Whole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Does to a connection what was decided.
 *
 * <p>The JDK's server ends a chunked body properly when an exchange is closed, and closes the
 * connection as it stands when a handler throws. That is how a stream is cut here: by throwing.
 *
 * @param closing opens when the server closes, and ends every pause
 */
record Sender(CountDownLatch closing) {

  /** The longest silence: long after any client has given up, short enough to end by itself. */
  private static final Duration MAX_SILENCE = Duration.ofHours(1);

  /** The JDK's sign for an answer without a body. */
  private static final int NO_BODY = -1;

  /** The connection is to be closed as it stands. Not a failure. */
  static final class Cut extends IOException {
    Cut(String why) {
      super(why);
    }
  }

  /**
   * Sends what was decided.
   *
   * @param onFirstByte run just before the answer starts
   * @throws Cut if the connection is to be closed as it stands, which the caller must not prevent
   */
  void send(HttpExchange exchange, Outgoing outgoing, Runnable onFirstByte) throws IOException {
    switch (outgoing) {
      case Later(var by, var then) -> {
        pause(by);
        send(exchange, then, onFirstByte);
      }
      case Whole whole -> {
        onFirstByte.run();
        whole(exchange, whole);
      }
      case Half(var whole, var ending) -> {
        onFirstByte.run();
        half(exchange, whole, ending);
      }
      case Events events -> {
        onFirstByte.run();
        events(exchange, events);
      }
      case Silence _ -> end(Ending.SILENCE);
      case HangUp _ -> end(Ending.CUT);
    }
  }

  private static void whole(HttpExchange exchange, Whole whole) throws IOException {
    var bytes = whole.body().getBytes(StandardCharsets.UTF_8);
    put(whole.headers(), exchange);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(whole.status(), NO_BODY);
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(whole.status(), bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private void half(HttpExchange exchange, Whole whole, Ending ending) throws IOException {
    var bytes = whole.body().getBytes(StandardCharsets.UTF_8);
    put(whole.headers(), exchange);
    exchange.sendResponseHeaders(whole.status(), bytes.length);
    exchange.getResponseBody().write(Arrays.copyOf(bytes, bytes.length / 2));
    exchange.getResponseBody().flush();
    end(ending);
  }

  private void events(HttpExchange exchange, Events events) throws IOException {
    put(events.headers(), exchange);
    exchange.sendResponseHeaders(events.status(), 0);
    var out = exchange.getResponseBody();
    for (var event : events.events()) {
      pause(events.pause());
      out.write(event.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
    end(events.ending());
    out.close();
  }

  private void end(Ending ending) throws IOException {
    switch (ending) {
      case PROPER -> {} // the caller closes the body
      case CUT -> throw new Cut("cut as scripted");
      case SILENCE -> {
        pause(MAX_SILENCE);
        throw new Cut("silent for " + MAX_SILENCE);
      }
    }
  }

  private void pause(Duration length) throws IOException {
    if (length.isZero()) {
      return;
    }
    try {
      if (closing.await(length.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new Cut("the server closes");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cut("interrupted");
    }
  }

  private static void put(Map<String, String> headers, HttpExchange exchange) {
    headers.forEach(exchange.getResponseHeaders()::set);
  }
}
