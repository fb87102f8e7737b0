package dev.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.codebase.RepositoryCommand;
import dev.parley.testkit.ManualClock;
import dev.parley.verification.Baseline;
import dev.parley.verification.BaselineStore;
import dev.parley.verification.BaselineStore.Bounds;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link BaselineStore} does. */
public abstract class BaselineStoreContract {

  protected static final Bounds BOUNDS = new Bounds(3, 2_000, Duration.ofDays(7));

  protected final ManualClock clock = new ManualClock();

  /** An empty one with {@link #BOUNDS}; the same throughout a test. */
  protected abstract BaselineStore store();

  private static Baseline baseline(String... failing) {
    var command = new RepositoryCommand("test", List.of("npm", "test"), "a folder", "package.json");
    var passing = List.of("suite > passes", "with \"quotes\", \n and é 漢 \uD83D\uDE00");
    var check = new Baseline.Check(command, false, 1, true, List.of(failing), passing);
    return new Baseline("tree", List.of(check), 1_234);
  }

  private void keep(String key, Baseline baseline) {
    clock.advance(Duration.ofSeconds(1));
    store().keep(key, baseline, clock.instant());
  }

  @Test
  void givesBackWhatWasKept() {
    keep("a", baseline("suite > fails"));

    assertThat(store().find("a", clock.instant())).contains(baseline("suite > fails"));
    assertThat(store().find("b", clock.instant())).isEmpty();
  }

  @Test
  void theLastOfAKeyCounts() {
    keep("a", baseline("one"));
    keep("a", baseline("two"));

    assertThat(store().find("a", clock.instant())).contains(baseline("two"));
  }

  @Test
  void oneThatIsTooOldIsNone() {
    keep("a", baseline());
    var kept = clock.instant();

    assertThat(store().find("a", kept.plus(BOUNDS.maxAge()).minusSeconds(1))).isPresent();
    assertThat(store().find("a", kept.plus(BOUNDS.maxAge()))).isEmpty();
  }

  @Test
  void whatWasKeptLongestAgoGoesFirst() {
    Stream.of("a", "b", "c").forEach(key -> keep(key, baseline(key)));
    keep("a", baseline("again"));

    keep("d", baseline("d"));

    assertThat(Stream.of("a", "b", "c", "d"))
        .filteredOn(key -> store().find(key, clock.instant()).isPresent())
        .containsExactly("a", "c", "d");
  }

  @Test
  void whatIsTooLargeIsNotKeptAndNothingStaleIsLeft() {
    keep("a", baseline("small"));

    keep("a", baseline("x".repeat(BOUNDS.maxEntryBytes())));

    assertThat(store().find("a", clock.instant())).isEmpty();
  }
}
