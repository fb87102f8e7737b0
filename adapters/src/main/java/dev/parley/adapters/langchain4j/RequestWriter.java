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
    var writer = new Writer();
    try {
      model.apply(new WriterBuilder(writer)).chat(request);
    } catch (RuntimeException failed) {
      // The library's retries replace what is thrown when the thread is interrupted.
      if (writer.body.isEmpty()) {
        throw failed;
      }
    }
    return Json.object(writer.body)
        .orElseThrow(() -> new IllegalStateException("the request written is no JSON object"));
  }

  /** Ends the library's part of the call. */
  private static final class Written extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Written() {
      super(null, null, false, false);
    }
  }

  private static final class Writer implements HttpClient {

    private String body = "";

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
      body = request.body();
      throw new Written();
    }

    @Override
    public void execute(
        HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
      body = request.body();
      throw new Written();
    }
  }

  private record WriterBuilder(Writer writer) implements HttpClientBuilder {

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
      return writer;
    }
  }
}
