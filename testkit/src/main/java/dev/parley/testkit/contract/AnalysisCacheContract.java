package dev.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.review.AnalysisCache;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link AnalysisCache} does. */
public abstract class AnalysisCacheContract {

  /** An empty one, the same throughout a test, with room for a thousand entries. */
  protected abstract AnalysisCache cache();

  @Test
  void findsWhatWasKeptUnderTheSameKeyOnly() {
    cache().keep("one", "1\n\t\u00e9");
    cache().keep("../two", "");

    assertThat(cache().find("one")).contains("1\n\t\u00e9");
    assertThat(cache().find("../two")).contains("");
    assertThat(cache().find("three")).isEmpty();
  }

  @Test
  void whatIsKeptLaterCounts() {
    cache().keep("one", "1");
    cache().keep("one", "2");

    assertThat(cache().find("one")).contains("2");
  }

  @Test
  void whatIsTooLongIsNotKept() {
    cache().keep("one", "x".repeat(AnalysisCache.TEXT_CHARS_MAX));
    cache().keep("two", "x".repeat(AnalysisCache.TEXT_CHARS_MAX + 1));

    assertThat(cache().find("one")).isPresent();
    assertThat(cache().find("two")).isEmpty();
  }

  @Test
  void keysOfDifferentContentsDiffer() {
    assertThat(AnalysisCache.key("ab", "c"))
        .isNotEqualTo(AnalysisCache.key("a", "bc"))
        .isNotEqualTo(AnalysisCache.key("abc"))
        .isEqualTo(AnalysisCache.key("ab", "c"));
  }

  @Test
  void manyThreadsMayUseIt() throws InterruptedException {
    var random = new Random(1);
    var threads =
        random
            .ints(8)
            .mapToObj(seed ->
                Thread.ofVirtual()
                    .start(() ->
                        new Random(seed)
                            .ints(100, 0, 20)
                            .forEach(i -> cache().keep("key" + i, "text" + i))))
            .toList();
    for (var thread : threads) {
      thread.join();
    }
    for (int i = 0; i < 20; i++) {
      assertThat(cache().find("key" + i)).isIn(Optional.of("text" + i), Optional.empty());
    }
    assertThat(cache().find("key7")).contains("text7");
  }
}
