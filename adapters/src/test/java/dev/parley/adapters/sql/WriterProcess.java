package dev.parley.adapters.sql;

import dev.parley.event.StreamId;
import dev.parley.model.RunId;
import dev.parley.testkit.contract.Note;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A process of its own that appends until it is killed, and says so after each commit. */
final class WriterProcess {

  private WriterProcess() {}

  /**
   * Runs in the child.
   *
   * @param arguments the store's file
   */
  public static void main(String[] arguments) {
    var store = SqlStore.open(arguments[0], Note.CODEC, InstantSource.system());
    var commands = StreamId.commands(new RunId("run-1"));
    for (int i = 0; i < 100_000; i++) {
      String text = "event " + i;
      store.eventLog().transact(t -> t.append(commands, List.of(new Note(text))));
      System.out.println(text);
    }
  }

  static Process start(Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            WriterProcess.class.getName(),
            file.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Waits for some commits, kills the child, and answers how many it had acknowledged. */
  static int awaitAndKill(Process child, int atLeast) throws IOException, InterruptedException {
    int acknowledged = 0;
    try (var lines = child.inputReader(StandardCharsets.UTF_8)) {
      String line = "";
      while (line != null && acknowledged < atLeast) {
        line = lines.readLine();
        acknowledged += line != null && line.startsWith("event ") ? 1 : 0;
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
    if (acknowledged < atLeast) {
      throw new IllegalStateException("the process ended after " + acknowledged + " commits");
    }
    return acknowledged;
  }
}
