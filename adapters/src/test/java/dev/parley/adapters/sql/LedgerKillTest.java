package dev.parley.adapters.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.safety.Ledger.Spend;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process killed with kill -9 between any two steps loses no charge. */
class LedgerKillTest {

  @Nested
  class OnSqlite {

    @RegisterExtension final TestStore store = TestStore.sqlite(InstantSource.system());

    @ParameterizedTest(name = "after {0} steps")
    @ValueSource(ints = {1, 2, 9, 10})
    void nothingThatWasSaidIsLost(int steps) throws Exception {
      killed(store, steps);
    }
  }

  @Nested
  class OnPostgres {

    @RegisterExtension final TestStore store = TestStore.postgres(InstantSource.system());

    @ParameterizedTest(name = "after {0} steps")
    @ValueSource(ints = {1, 2, 9, 10})
    void nothingThatWasSaidIsLost(int steps) throws Exception {
      killed(store, steps);
    }
  }

  private static void killed(TestStore store, int steps) throws Exception {
    var said = LedgerProcess.killAfter(steps, store.address(), "call");

    long reserved = said.stream().filter(line -> line.startsWith("reserved")).count();
    long settled = said.stream().filter(line -> line.startsWith("settled")).count();
    assertThat(said).hasSizeGreaterThanOrEqualTo(steps);
    Spend spend = store.get().ledger().spendOf(LedgerProcess.RUN);
    // One step more may be on disk than was said.
    assertThat(spend.requests()).isBetween(reserved, reserved + 1);
    assertThat(spend.settled().micros() / LedgerProcess.COST.micros())
        .isBetween(settled, settled + 1);
    long open = spend.requests() - spend.settled().micros() / LedgerProcess.COST.micros();
    assertThat(spend.reserved().micros()).isEqualTo(open * LedgerProcess.BOUND.micros());
    assertThat(open).isBetween(0L, 1L);
  }
}
