package dev.parley.adapters.langchain4j;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.time.Duration;
import java.util.function.Function;

/**
 * Has LangChain4j write a request's body: it is given an HTTP client that sends nothing and hands
 * over what it was to send.
 */
final class RequestWriter {

  private RequestWriter() {}

  /**
   * The body of the request.
   *
   * @param model builds the library's model around the HTTP client given
   */
  static ObjectNode body(Function<HttpClientBuilder, ChatModel> model, ChatRequest request) {
    try {
      model.apply(new WriterBuilder()).chat(request);
    } catch (Written written) {
      return Json.object(written.body)
          .orElseThrow(() -> new IllegalStateException("the request written is no JSON object"));
    }
    throw new IllegalStateException("no request was written");
  }

  /** Carries the body out of the library. */
  private static final class Written extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String body;

    Written(String body) {
      super(null, null, false, false);
      this.body = body;
    }
  }

  private static final class Writer implements HttpClient {

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
      throw new Written(request.body());
    }

    @Override
    public void execute(
        HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
      throw new Written(request.body());
    }
  }

  private static final class WriterBuilder implements HttpClientBuilder {

    @Override
    public Duration connectTimeout() {
      return Duration.ZERO;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      return this;
    }

    @Override
    public Duration readTimeout() {
      return Duration.ZERO;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      return this;
    }

    @Override
    public HttpClient build() {
      return new Writer();
    }
  }
}
