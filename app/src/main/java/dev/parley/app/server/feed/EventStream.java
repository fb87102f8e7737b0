package dev.parley.app.server.feed;

import dev.parley.model.RunId;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Server-sent events. Each reader pulls from the feed on a thread of its own: one that does not
 * read stops itself alone, until the connection times out. Readers that come back say with {@code
 * Last-Event-ID} where they were.
 */
public final class EventStream {

  /** Readers at a time; then 503. */
  static final int READERS_MAX = 4_000;

  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  /** Pages of live events are drawn at most this often, so that a burst is one write. */
  private static final Duration COALESCED = Duration.ofMillis(50);

  private final EventFeed feed;
  private final Semaphore places = new Semaphore(READERS_MAX);

  public EventStream(EventFeed feed) {
    this.feed = feed;
  }

  /**
   * Sends events until the reader or the server goes.
   *
   * @param run empty for those of all runs
   * @param from the position after which to begin, unless the reader says another
   */
  public void send(Context context, Optional<RunId> run, Optional<Long> from) {
    if (!places.tryAcquire()) {
      context.status(503).header("Retry-After", "5").result("too many readers\n");
      return;
    }
    try {
      long position = lastSeen(context).or(() -> from).orElseGet(feed::end);
      context.disableCompression();
      context.contentType("text/event-stream; charset=utf-8");
      context.header("X-Accel-Buffering", "no");
      pump(context.res().getOutputStream(), run, position);
    } catch (IOException e) {
      // The reader went.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
  }

  private void pump(OutputStream out, Optional<RunId> run, long from)
      throws IOException, InterruptedException {
    long position = from;
    write(out, "retry: 2000\n: connected\n\n");
    while (!feed.closed()) {
      var page = feed.after(position, run, HEARTBEAT);
      if (page.entries().isEmpty()) {
        // Also tells us of readers that went.
        write(out, page.position() > position ? "id: " + page.position() + "\n\n" : ": \n\n");
      } else {
        write(out, text(page));
      }
      position = page.position();
      Thread.sleep(COALESCED);
    }
  }

  private static String text(EventFeed.Page page) {
    var text = new StringBuilder();
    for (var entry : page.entries()) {
      text.append("id: ").append(entry.position()).append('\n');
      text.append("event: ").append(entry.name()).append('\n');
      text.append("data: ").append(entry.json()).append("\n\n");
    }
    return text.toString();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static Optional<Long> lastSeen(Context context) {
    return Optional.ofNullable(context.header("Last-Event-ID"))
        .or(() -> Optional.ofNullable(context.queryParam("after")))
        .filter(id -> id.matches("\\d{1,18}"))
        .map(Long::valueOf);
  }
}
