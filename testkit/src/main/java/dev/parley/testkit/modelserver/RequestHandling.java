package dev.parley.testkit.modelserver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.parley.testkit.modelserver.Provider.Handled;
import dev.parley.testkit.modelserver.RecordedRequest.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;

/** Reads a request, has it decided upon, writes it down, and has the decision carried out. */
record RequestHandling(Provider provider, Journal journal, InstantSource clock, Sender sender)
    implements HttpHandler {

  /** Anthropic's own limit; OpenAI has a larger one. */
  private static final int MAX_BODY_BYTES = 32 << 20;

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var at = clock.instant();
    var bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    var fits = bytes.length <= MAX_BODY_BYTES;
    var call = call(exchange, fits ? new String(bytes, StandardCharsets.UTF_8) : "");
    var handled = fits ? provider.handle(call) : provider.tooLarge(call);
    // Written down before it is sent, so that a client with its answer finds its request here.
    journal.add(recorded(at, call, handled));
    sender.send(exchange, handled.outgoing(), handled.onFirstByte());
  }

  private static RecordedRequest recorded(Instant at, Call call, Handled handled) {
    var status = handled.outgoing().status();
    return new RecordedRequest(at, call, status, handled.request(), handled.answer());
  }

  private static Call call(HttpExchange exchange, String body) {
    return new Call(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        new RequestHeaders(exchange.getRequestHeaders()),
        body);
  }
}
