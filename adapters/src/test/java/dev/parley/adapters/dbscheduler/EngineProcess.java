package dev.parley.adapters.dbscheduler;

import dev.parley.adapters.sql.SqlStore;
import dev.parley.model.RunId;
import dev.parley.testkit.contract.Note;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/** A process of its own that picks one job and never finishes it, to be killed by a test. */
final class EngineProcess {

  private static final String PICKED = "picked";

  private EngineProcess() {}

  /**
   * Runs in the child.
   *
   * @param arguments the store's address and the run to serve
   */
  public static void main(String[] arguments) throws InterruptedException {
    var forever = new CountDownLatch(1);
    var store = SqlStore.open(arguments[0], Note.CODEC, InstantSource.system());
    var engine = DbSchedulerEngine.on(store.queueConnections(), 1);
    engine.serve(
        new RunId(arguments[1]),
        _ -> {
          System.out.println(PICKED);
          try {
            forever.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    forever.await();
  }

  static Process start(String address, RunId run) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            EngineProcess.class.getName(),
            address,
            run.value())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Returns once the child has picked its job; fails if it ends first. */
  static void awaitPick(Process child) throws IOException {
    try (var lines = child.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(PICKED)) {
          return;
        }
      }
    }
    throw new IllegalStateException("the process ended without picking a job");
  }
}
