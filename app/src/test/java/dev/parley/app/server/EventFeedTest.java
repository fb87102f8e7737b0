package dev.parley.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.cli.Shell;
import dev.parley.app.files.Places;
import dev.parley.app.run.StoreAccess;
import dev.parley.event.StreamId;
import dev.parley.model.RunId;
import dev.parley.orchestrator.CommandPayload.ForecastAccepted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many readers of the events at once, over real connections. */
@Timeout(60)
class EventFeedTest {

  private static final int READERS = 1_000;
  private static final int EVENTS = 300;
  private static final RunId RUN = new RunId("crowd");

  @TempDir Path folder;

  @Test
  void aThousandReadersAndAStalledOneMissNothing() throws Exception {
    var shell = new Shell(folder.resolve("home"), folder);
    var environment = shell.environment();
    try (var server = new ServerFixture(environment, folder);
        var store = StoreAccess.open(Places.of(environment), environment);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var stalled = connect(server)) {
      var connected = new CountDownLatch(READERS);
      List<Future<List<Long>>> readers =
          IntStream.range(0, READERS)
              .mapToObj(_ -> threads.submit(() -> read(server, connected)))
              .toList();
      connected.await();

      var sent = new ArrayList<Long>();
      for (int i = 0; i < EVENTS; i++) {
        var said = new ForecastAccepted("somebody " + i);
        store
            .eventLog()
            .transact(transaction -> transaction.append(StreamId.commands(RUN), List.of(said)));
      }
      store.eventLog().readAll(0, EVENTS).forEach(event -> sent.add(event.position()));

      for (var reader : readers) {
        assertThat(got(reader)).isEqualTo(sent);
      }
      assertThat(stalled.isConnected()).isTrue();
    }
  }

  private static List<Long> got(Future<List<Long>> reader) throws InterruptedException {
    try {
      return reader.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks for everything there is and will be, and reads nothing. */
  private static Socket connect(ServerFixture server) {
    var url = URI.create(server.url());
    try {
      var socket = new Socket(url.getHost(), url.getPort());
      var request =
          """
          GET /api/v1/events HTTP/1.1\r
          Host: %s\r
          Accept: text/event-stream\r
          Last-Event-ID: 0\r
          Authorization: Bearer %s\r
          \r
          """
              .formatted(url.getAuthority(), ServerFixture.READER);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Long> read(ServerFixture server, CountDownLatch connected) {
    var seen = new ArrayList<Long>();
    try (var socket = connect(server);
        var lines =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && seen.size() < EVENTS) {
        if (line.equals(": connected")) {
          connected.countDown();
        }
        if (line.startsWith("id: ")) {
          seen.add(Long.valueOf(line.substring(4)));
        }
        line = lines.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return seen;
  }
}
