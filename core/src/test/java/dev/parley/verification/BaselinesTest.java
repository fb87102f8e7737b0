package dev.parley.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BaselinesTest {

  private static final Baseline BASELINE = new Baseline("tree", List.of(), 1);

  private final KeepingStore store = new KeepingStore();
  private final Baselines baselines =
      new Baselines(store, InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));

  /** Keeps everything, or is out of order. */
  private static final class KeepingStore implements BaselineStore {

    private final ConcurrentHashMap<String, Baseline> kept = new ConcurrentHashMap<>();
    private volatile boolean broken;

    @Override
    public Optional<Baseline> find(String key, Instant now) {
      check();
      return Optional.ofNullable(kept.get(key));
    }

    @Override
    public void keep(String key, Baseline baseline, Instant now) {
      check();
      kept.put(key, baseline);
    }

    private void check() {
      if (broken) {
        throw new IllegalStateException("out of order");
      }
    }
  }

  @Test
  void theNextTakesOverFromOneThatIsCutOff() throws Exception {
    var begun = new CountDownLatch(1);
    var cutOff = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Baseline> first =
          threads.submit(() ->
              baselines.of(
                  "key",
                  () -> {
                    begun.countDown();
                    await(cutOff);
                    throw new IllegalStateException("cut off");
                  }));
      begun.await();
      Future<Baseline> second = threads.submit(() -> baselines.of("key", () -> BASELINE));
      cutOff.countDown();

      assertThatThrownBy(first::get).hasMessageContaining("cut off");
      assertThat(second.get()).isEqualTo(BASELINE);
    }
    assertThat(store.kept).containsEntry("key", BASELINE);
  }

  @Test
  void onlyOneOfManyTakesIt() throws Exception {
    var taken = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        var _ =
            threads.submit(() ->
                baselines.of(
                    "key",
                    () -> {
                      taken.incrementAndGet();
                      return BASELINE;
                    }));
      }
    }

    assertThat(taken).hasValue(1);
  }

  @Test
  void aStoreThatIsOutOfOrderOnlyCostsTheWork() {
    store.broken = true;

    assertThat(baselines.of("key", () -> BASELINE)).isEqualTo(BASELINE);
    assertThat(baselines.known("key")).isEmpty();
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    var begun = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var _ =
          threads.submit(() ->
              baselines.of(
                  "key",
                  () -> {
                    begun.countDown();
                    await(end);
                    return BASELINE;
                  }));
      begun.await();
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> baselines.of("key", () -> BASELINE))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().code()).isEqualTo(Code.INTERRUPTED));
      assertThat(Thread.interrupted()).isTrue();
      end.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
