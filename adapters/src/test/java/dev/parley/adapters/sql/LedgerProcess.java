package dev.parley.adapters.sql;

import dev.parley.event.Fence;
import dev.parley.event.StreamId;
import dev.parley.llm.CallContext;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Ledger;
import dev.parley.safety.Limits;
import dev.parley.testkit.contract.Note;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A process of its own that reserves and settles until it is killed, and says what it is about to
 * do and what it has done.
 */
final class LedgerProcess {

  static final RunId RUN = new RunId("run-1");

  /** What each call is reserved at. */
  static final Money BOUND = new Money(20_000);

  /** What each call costs. */
  static final Money COST = new Money(7_000);

  private LedgerProcess() {}

  /**
   * Runs in the child.
   *
   * @param arguments the store's address, and a name for this child's calls
   */
  public static void main(String[] arguments) {
    var store = SqlStore.open(arguments[0], Note.CODEC, InstantSource.system());
    Fence fence = store.eventLog().transact(t -> t.raiseEpoch(StreamId.draft(RUN)));
    var context = new CallContext(RUN, Optional.empty(), fence);
    for (int i = 0; i < 100_000; i++) {
      String id = arguments[1] + i;
      var ask = new Ledger.Ask(id, context, new ModelName("p", "m"), BOUND, 10);
      store.ledger().reserve(ask, Limits.STANDARD);
      System.out.println("reserved " + id);
      store.ledger().settle(id, Optional.of(TokenUsage.NONE), Optional.of(COST));
      System.out.println("settled " + id);
    }
  }

  /** Starts a child and kills it as soon as it has said so much; answers what it said. */
  static List<String> killAfter(int lines, String address, String name) throws Exception {
    var child = start(address, name);
    try {
      var said = new ArrayList<String>();
      var reader = child.inputReader(StandardCharsets.UTF_8);
      @Nullable String line = "";
      while (said.size() < lines && (line = reader.readLine()) != null) {
        said.add(line);
      }
      boolean _ = child.toHandle().destroyForcibly();
      while ((line = reader.readLine()) != null) {
        said.add(line);
      }
      return said;
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private static Process start(String address, String name) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            LedgerProcess.class.getName(),
            address,
            name)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
