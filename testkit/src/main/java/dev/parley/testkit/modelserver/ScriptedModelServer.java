package dev.parley.testkit.modelserver;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A model provider on loopback, playing a {@link ModelScript}.
 *
 * <pre>{@code
 * var script =
 *     ConversationScript.builder()
 *         .on("coding", "T1")
 *         .turns(
 *             ScriptedAnswer.toolCall("write_file", Map.of("path", "a.txt", "content", "hello")),
 *             ScriptedAnswer.text("Done."))
 *         .build();
 * try (var server = ScriptedModelServer.start(script)) {
 *   client.useAnthropicAt(server.anthropicUrl());
 * }
 * }</pre>
 *
 * <p>It answers {@code POST /v1/messages}, {@code POST /v1/messages/count_tokens}, {@code POST
 * /v1/chat/completions} (also without the {@code /v1}) and {@code GET /v1/models}, each request in
 * a virtual thread of its own. {@link #close} ends every connection at once, stalled ones included.
 */
public final class ScriptedModelServer implements AutoCloseable {

  /** Connections that may wait to be accepted; the system's own limit may be lower. */
  private static final int BACKLOG = 1_024;

  private static final int MAX_IDLE_CONNECTIONS = 4_096;

  /** Longer than clients keep an idle connection, so that it is they who let go. */
  private static final int IDLE_SECONDS = 300;

  static {
    // Read once, when the JDK's server is first used. Without the first, each small event of a
    // stream may wait some 40 ms for the client's acknowledgement of the one before. Without the
    // others, connections over 200, or idle for 30 s, are closed just as a client uses them again.
    setUnlessSet("sun.net.httpserver.nodelay", "true");
    setUnlessSet("sun.net.httpserver.maxIdleConnections", String.valueOf(MAX_IDLE_CONNECTIONS));
    setUnlessSet("sun.net.httpserver.idleInterval", String.valueOf(IDLE_SECONDS));
  }

  private final HttpServer http;
  private final ExecutorService threads;
  private final Journal journal;
  private final CountDownLatch closing;

  private ScriptedModelServer(
      HttpServer http, ExecutorService threads, Journal journal, CountDownLatch closing) {
    this.http = http;
    this.threads = threads;
    this.journal = journal;
    this.closing = closing;
  }

  /** Starts on any free port, with any key accepted. */
  public static ScriptedModelServer start(ModelScript script) {
    return start(ServerOptions.defaults(), script);
  }

  /**
   * Starts as told.
   *
   * @throws UncheckedIOException if the port is taken
   */
  public static ScriptedModelServer start(ServerOptions options, ModelScript script) {
    var journal = new Journal(options.maxRecorded());
    var closing = new CountDownLatch(1);
    var handling =
        new RequestHandling(
            new Provider(options, script), journal, options.clock(), new Sender(closing));
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port());
      var http = HttpServer.create(address, BACKLOG, "/", handling);
      var threads =
          Executors.newThreadPerTaskExecutor(
              Thread.ofVirtual().name("scripted-model-", 0).factory());
      http.setExecutor(threads);
      http.start();
      return new ScriptedModelServer(http, threads, journal, closing);
    } catch (IOException e) {
      throw new UncheckedIOException("no scripted model server on port " + options.port(), e);
    }
  }

  public int port() {
    return http.getAddress().getPort();
  }

  /** Such as {@code http://127.0.0.1:4711}: what {@code ANTHROPIC_BASE_URL} wants. */
  public String anthropicUrl() {
    return "http://127.0.0.1:" + port();
  }

  /** Such as {@code http://127.0.0.1:4711/v1}: what {@code OPENAI_BASE_URL} wants. */
  public String openAiUrl() {
    return anthropicUrl() + "/v1";
  }

  /**
   * The latest requests in order of arrival, refused ones included. A request is here before its
   * answer is sent.
   */
  public List<RecordedRequest> requests() {
    return journal.requests();
  }

  /** Those of {@link #requests} in this role. */
  public List<RecordedRequest> requests(String role) {
    return requests().stream().filter(request -> request.role().equals(role)).toList();
  }

  /** How many requests are no longer among {@link #requests}, because there were too many. */
  public long forgottenRequests() {
    return journal.dropped();
  }

  /** Ends every connection at once. Idempotent. */
  @Override
  public void close() {
    closing.countDown();
    // First: stopping waits for handlers, and one may wait for a client that does not read.
    threads.shutdownNow();
    http.stop(0);
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
