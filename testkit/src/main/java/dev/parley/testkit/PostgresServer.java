package dev.parley.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL of a test run's own: made in a temporary folder from the server that Debian
 * installs, reachable on the loopback interface only, gone with the test's process.
 */
public final class PostgresServer {

  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final long TIMEOUT_S = 120;

  private final Path programs;
  private final Path folder;
  private final int port;
  private final AtomicInteger databases = new AtomicInteger();

  private PostgresServer(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  private static final class Shared {
    private static final Optional<PostgresServer> SERVER = programs().map(PostgresServer::start);
  }

  /**
   * The one server of this process, started when first asked for; empty if none is installed.
   *
   * @throws IllegalStateException if it is installed and does not start
   */
  public static Optional<PostgresServer> shared() {
    return Shared.SERVER;
  }

  /** Makes an empty database and answers its address as {@code PARLEY_DB_URL} would name it. */
  public String newDatabase() {
    String name = "parley_" + databases.incrementAndGet();
    run(
        asServer(
            programs.resolve("createdb").toString(),
            "-h",
            "127.0.0.1",
            "-p",
            String.valueOf(port),
            "-U",
            "parley",
            name));
    return "postgresql://parley@127.0.0.1:" + port + "/" + name;
  }

  private static Optional<Path> programs() {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (var versions = Files.list(INSTALLED)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PostgresServer start(Path programs) {
    try {
      Path folder = Files.createTempDirectory("parley-postgres");
      if (isRoot()) {
        run(List.of("chown", "postgres", folder.toString()));
      }
      var server = new PostgresServer(programs, folder, freePort());
      Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
      server.initialize();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void initialize() {
    String data = folder.resolve("data").toString();
    run(
        asServer(
            programs.resolve("initdb").toString(),
            "--pgdata=" + data,
            "--username=parley",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync"));
    run(
        asServer(
            programs.resolve("pg_ctl").toString(),
            "start",
            "--wait",
            "--silent",
            "--pgdata=" + data,
            "--log=" + folder.resolve("log"),
            "--options=-p %d -h 127.0.0.1 -k %s -c fsync=off".formatted(port, folder)));
  }

  private void stop() {
    try {
      run(
          asServer(
              programs.resolve("pg_ctl").toString(),
              "stop",
              "--silent",
              "--mode=immediate",
              "--pgdata=" + folder.resolve("data")));
    } finally {
      run(List.of("rm", "-rf", folder.toString()));
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** The server refuses to run as root. */
  private static List<String> asServer(String... command) {
    var whole = new ArrayList<String>();
    if (isRoot()) {
      whole.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    whole.addAll(List.of(command));
    return whole;
  }

  private static void run(List<String> command) {
    try {
      Path output = Files.createTempFile("parley-postgres", ".out");
      try {
        Process process =
            new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException(command + " took over " + TIMEOUT_S + " s");
        }
        if (process.exitValue() != 0) {
          throw new IllegalStateException(
              command + ": " + Files.readString(output, StandardCharsets.UTF_8));
        }
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
