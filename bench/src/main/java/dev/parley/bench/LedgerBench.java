package dev.parley.bench;

import dev.parley.adapters.sql.SqlStore;
import dev.parley.event.Fence;
import dev.parley.event.StreamId;
import dev.parley.llm.CallContext;
import dev.parley.model.AttemptId;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Ledger;
import dev.parley.safety.Limits;
import dev.parley.testkit.contract.Note;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many calls a second the ledger reserves and settles on SQLite, each on disk before it is
 * answered: by number of threads, with an empty ledger and with one that has many rows already.
 */
public final class LedgerBench {

  private static final RunId RUN = new RunId("run-1");
  private static final List<Integer> THREADS = List.of(1, 8, 64);
  private static final int ROWS = 20_000;
  private static final int ROUNDS = 5;
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final Limits LIMITS =
      new Limits(
          10_000_000,
          1_000_000_000_000L,
          5,
          Duration.ofHours(1),
          Money.ofUsd("900000"),
          Money.ofUsd("900000"),
          3,
          4);

  private final AtomicLong calls = new AtomicLong();

  private LedgerBench() {}

  /**
   * @param arguments a folder on the disk to measure on; it should be empty
   */
  public static void main(String[] arguments) throws Exception {
    var folder = Path.of(arguments[0]);
    try (var empty = open(folder.resolve("empty.db"));
        var full = open(folder.resolve("full.db"))) {
      new LedgerBench().run(empty, full);
    }
  }

  private static SqlStore open(Path file) {
    return SqlStore.open(file, Note.CODEC, InstantSource.system());
  }

  /** Round by round, so that whatever else the disk does meets all alike. */
  private void run(SqlStore empty, SqlStore full) throws Exception {
    Fence ofEmpty = empty.eventLog().transact(t -> t.raiseEpoch(StreamId.draft(RUN)));
    Fence ofFull = full.eventLog().transact(t -> t.raiseEpoch(StreamId.draft(RUN)));
    fill(full.ledger(), ofFull);
    double[][][] rates = new double[2][THREADS.size()][ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      for (int i = 0; i < THREADS.size(); i++) {
        double withoutRows = rate(empty.ledger(), ofEmpty, THREADS.get(i));
        double withRows = rate(full.ledger(), ofFull, THREADS.get(i));
        if (round >= 0) {
          rates[0][i][round] = withoutRows;
          rates[1][i][round] = withRows;
        }
      }
    }
    for (int i = 0; i < THREADS.size(); i++) {
      System.out.printf(
          "%2d threads: %7.0f pairs/s, with %d earlier calls %7.0f (x %.2f)%n",
          THREADS.get(i),
          median(rates[0][i]),
          ROWS,
          median(rates[1][i]),
          median(rates[1][i]) / median(rates[0][i]));
    }
  }

  private void fill(Ledger ledger, Fence fence) throws Exception {
    List<Callable<Long>> threads = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      threads.add(() -> {
        long made = 0;
        while (made < ROWS / 64) {
          pair(ledger, fence);
          made++;
        }
        return made;
      });
    }
    var _ = sum(threads);
  }

  private double rate(Ledger ledger, Fence fence, int count) throws Exception {
    long start = System.nanoTime();
    List<Callable<Long>> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      threads.add(() -> {
        long made = 0;
        while (System.nanoTime() - start < ROUND.toNanos()) {
          pair(ledger, fence);
          made++;
        }
        return made;
      });
    }
    long made = sum(threads);
    return made * 1e9 / (System.nanoTime() - start);
  }

  private static long sum(List<Callable<Long>> threads) throws Exception {
    long sum = 0;
    try (var executor = Executors.newFixedThreadPool(threads.size())) {
      for (var made : executor.invokeAll(threads)) {
        sum += made.get();
      }
    }
    return sum;
  }

  private void pair(Ledger ledger, Fence fence) {
    long number = calls.incrementAndGet();
    String id = "call-" + number;
    var attempt = new AttemptId(RUN, new TaskId("T" + number % 20), 1);
    var context = new CallContext(RUN, Optional.of(attempt), fence);
    var model = new ModelName("scripted", "model");
    var answer =
        ledger.reserve(new Ledger.Ask(id, context, model, new Money(20_000), 10_000), LIMITS);
    if (!(answer instanceof Ledger.Answer.Reserved)) {
      throw new IllegalStateException(answer.toString());
    }
    ledger.settle(id, Optional.of(new TokenUsage(1_000, 200, 0, 0)), Optional.of(new Money(2_000)));
  }

  private static double median(double[] values) {
    var sorted = values.clone();
    java.util.Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
