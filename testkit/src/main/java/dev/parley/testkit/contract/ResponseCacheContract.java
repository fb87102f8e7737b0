package dev.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.llm.ResponseCache;
import dev.parley.llm.ResponseCache.Bounds;
import dev.parley.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ResponseCache} does. */
public abstract class ResponseCacheContract {

  protected static final Bounds BOUNDS = new Bounds(5, 100, 60, Duration.ofDays(30));

  protected final ManualClock clock = new ManualClock();

  /** An empty one with {@link #BOUNDS}; the same throughout a test. */
  protected abstract ResponseCache cache();

  private void keep(String key, String content) {
    clock.advance(Duration.ofSeconds(1));
    cache().keep(key, content, clock.instant());
  }

  private boolean has(String key) {
    clock.advance(Duration.ofSeconds(1));
    return cache().find(key, clock.instant()).isPresent();
  }

  @Test
  void givesBackWhatWasKept() {
    keep("a", "content with \"quotes\", \n breaks and Unicode: é 漢 \uD83D\uDE00");

    assertThat(cache().find("a", clock.instant()))
        .contains("content with \"quotes\", \n breaks and Unicode: é 漢 \uD83D\uDE00");
    assertThat(cache().find("b", clock.instant())).isEmpty();
  }

  @Test
  void theLastOfAKeyCounts() {
    keep("a", "one");
    keep("a", "two");

    assertThat(cache().find("a", clock.instant())).contains("two");
  }

  @Test
  void forgetsWhatIsDropped() {
    keep("a", "one");

    cache().drop("a");
    cache().drop("unknown");

    assertThat(has("a")).isFalse();
  }

  @Test
  void anAnswerThatIsTooOldIsNoneHoweverOftenItWasUsed() {
    keep("a", "one");
    var kept = clock.instant();

    clock.set(kept.plus(BOUNDS.maxAge()).minusSeconds(1));
    assertThat(cache().find("a", clock.instant())).isPresent();

    clock.set(kept.plus(BOUNDS.maxAge()));
    assertThat(cache().find("a", clock.instant())).isEmpty();
  }

  @Test
  void whatWasUsedLongestAgoGoesFirst() {
    for (var key : List.of("a", "b", "c", "d", "e")) {
      keep(key, key);
    }
    assertThat(has("a")).isTrue();

    keep("f", "f");

    assertThat(has("b")).isFalse();
    assertThat(List.of("a", "c", "d", "e", "f")).allMatch(this::has);
  }

  @Test
  void staysWithinItsBytes() {
    keep("a", "x".repeat(40));
    keep("b", "é".repeat(20));
    keep("c", "z".repeat(30));

    assertThat(has("a")).isFalse();
    assertThat(has("b")).isTrue();
    assertThat(has("c")).isTrue();
  }

  @Test
  void whatIsTooLargeIsNotKeptAndNothingStaleIsLeft() {
    keep("other", "other");
    keep("a", "small");

    keep("a", "x".repeat(61));

    assertThat(has("a")).isFalse();
    assertThat(has("other")).isTrue();
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3})
  void neverHoldsMoreThanItsBounds(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      keep("k" + random.nextInt(12), "x".repeat(random.nextInt(70)));
      if (random.nextBoolean()) {
        has("k" + random.nextInt(12));
      }
      var held =
          IntStream.range(0, 12)
              .mapToObj(key -> cache().find("k" + key, clock.instant()))
              .flatMap(content -> content.stream())
              .toList();
      assertThat(held).hasSizeLessThanOrEqualTo(BOUNDS.maxEntries());
      assertThat(held.stream().mapToInt(String::length).sum())
          .isLessThanOrEqualTo((int) BOUNDS.maxBytes());
    }
  }

  @Test
  void manyMayUseItAtOnce() throws Exception {
    var cache = cache();
    List<Callable<Boolean>> users = new ArrayList<>();
    for (int user = 0; user < 8; user++) {
      String key = "k" + user % 4;
      users.add(() -> {
        for (int i = 0; i < 20; i++) {
          cache.keep(key, key, clock.instant());
          var found = cache.find(key, clock.instant());
          if (!found.orElse(key).equals(key)) {
            return false;
          }
        }
        return true;
      });
    }

    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var result : executor.invokeAll(users)) {
        assertThat(result.get()).isTrue();
      }
    }
  }
}
