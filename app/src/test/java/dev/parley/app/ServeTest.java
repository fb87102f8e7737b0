package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.GitFixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code parley serve} as a process. */
@Timeout(60)
class ServeTest {

  private static final String NO_MODEL = "http://127.0.0.1:9";

  @TempDir Path folder;
  private GitFixture user;
  private Path home;

  @BeforeEach
  void home() {
    user = GitFixture.create(folder.resolve("user"));
    home = folder.resolve("parley");
  }

  private Process serve(String... more) throws IOException {
    var arguments = new java.util.ArrayList<>(java.util.List.of("serve"));
    arguments.addAll(java.util.List.of(more));
    return ParleyProcess.of(user, home, NO_MODEL, arguments.toArray(String[]::new)).start();
  }

  private static String firstLine(Process process) throws IOException {
    return process.inputReader(StandardCharsets.UTF_8).readLine();
  }

  private static int status(String url) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
          .statusCode();
    }
  }

  @Test
  void aSecondServeOfTheSameHomePrintsAnotherAddressOfTheFirst() throws Exception {
    var server = serve("--port", "0");
    try {
      var entry = firstLine(server);
      var base = entry.substring(0, entry.indexOf("/enter"));
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(home.resolve("server.json"))))
          .isEqualTo("rw-------");

      var second = serve();
      var another = firstLine(second);

      assertThat(second.waitFor()).isZero();
      assertThat(another).startsWith(base + "/enter?key=").isNotEqualTo(entry);
      assertThat(status(another)).isEqualTo(200);
      assertThat(status(entry)).isEqualTo(200);
      assertThat(status(entry)).isEqualTo(401);
    } finally {
      server.destroy();
    }
    server.waitFor();
    assertThat(home.resolve("server.json")).doesNotExist();
  }

  @Test
  void anAddressOthersCanReachNeedsAToken() throws Exception {
    var refused = serve("--host", "0.0.0.0", "--port", "0");

    var said = new String(refused.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(refused.waitFor()).isEqualTo(2);
    assertThat(said).contains("there is no token", "[server.tokens.me]");
  }

  @Test
  void aPortThatIsTakenIsSaidWithWhatToDo() throws Exception {
    try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      var refused = serve("--port", Integer.toString(taken.getLocalPort()));

      var said = new String(refused.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(refused.waitFor()).isEqualTo(2);
      assertThat(said).contains("cannot listen on 127.0.0.1:", "--port").doesNotContain("at io.");
    }
  }
}
