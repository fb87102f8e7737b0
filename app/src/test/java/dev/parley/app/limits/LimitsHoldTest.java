package dev.parley.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.sql.SqlStore;
import dev.parley.event.Fence;
import dev.parley.event.StreamId;
import dev.parley.llm.CallContext;
import dev.parley.model.Money;
import dev.parley.safety.Ledger;
import dev.parley.safety.Ledger.Spend;
import dev.parley.safety.Scope;
import dev.parley.testkit.PostgresServer;
import dev.parley.testkit.contract.Note;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Limits as the provider sees them: it counts what it really served, which is never over, and at
 * least 0.95 of the limit that binds but for what one more call could have cost.
 */
class LimitsHoldTest {

  private static final long PATIENCE_S = 120;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Binding.class)
  void sixtyFourCallersOnSqlite(Binding binding) throws Exception {
    sixtyFourCallers(sqlite(), binding);
  }

  @ParameterizedTest
  @EnumSource(Binding.class)
  void sixtyFourCallersOnPostgres(Binding binding) throws Exception {
    sixtyFourCallers(postgres(), binding);
  }

  private static void sixtyFourCallers(String address, Binding binding) throws Exception {
    try (var provider = new Provider(1, Duration.ofMillis(5));
        var store = SqlStore.open(address, Note.CODEC, InstantSource.system())) {
      var callers = new Callers(store, provider.url(), binding, "T1", () -> {});

      List<String> reasons = callers.untilRefused(64);

      assertThat(reasons).containsOnly("max_" + keyOf(binding));
      assertHeld(provider, binding, charged(store, binding));
      assertThat(charged(store, binding)).isEqualTo(provider.served(binding));
    }
  }

  @ParameterizedTest
  @EnumSource(Binding.class)
  void twoProcessesOnSqlite(Binding binding) throws Exception {
    twoProcesses(sqlite(), binding);
  }

  @ParameterizedTest
  @EnumSource(Binding.class)
  void twoProcessesOnPostgres(Binding binding) throws Exception {
    twoProcesses(postgres(), binding);
  }

  /** In two time zones, whose days and hours begin at different times. */
  private static void twoProcesses(String address, Binding binding) throws Exception {
    try (var provider = new Provider(2, Duration.ofMillis(20))) {
      var one = Callers.start(address, provider.url(), binding, "T1", "Pacific/Kiritimati");
      var other = Callers.start(address, provider.url(), binding, "T2", "Asia/Kolkata");
      try {
        go(one, other);
        int calls = callsOf(one, Integer.MAX_VALUE) + callsOf(other, Integer.MAX_VALUE);
        assertThat(calls).isPositive();
      } finally {
        one.destroyForcibly();
        other.destroyForcibly();
      }

      try (var store = SqlStore.open(address, Note.CODEC, InstantSource.system())) {
        assertHeld(provider, binding, charged(store, binding));
        assertThat(charged(store, binding)).isEqualTo(provider.served(binding));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Binding.class)
  void aProcessThatIsKilledAndStartedAgainOnSqlite(Binding binding) throws Exception {
    killedAndStartedAgain(sqlite(), binding);
  }

  @ParameterizedTest
  @EnumSource(Binding.class)
  void aProcessThatIsKilledAndStartedAgainOnPostgres(Binding binding) throws Exception {
    killedAndStartedAgain(postgres(), binding);
  }

  /** What it had under way stays charged at what it could have cost, and so nothing is lost. */
  private static void killedAndStartedAgain(String address, Binding binding) throws Exception {
    try (var provider = new Provider(3, Duration.ofMillis(20))) {
      var killed = Callers.start(address, provider.url(), binding, "T1", "UTC");
      try {
        go(killed);
        assertThat(callsOf(killed, 5)).isEqualTo(5);
      } finally {
        killed.destroyForcibly().waitFor();
      }
      var again = Callers.start(address, provider.url(), binding, "T1", "UTC");
      var other = Callers.start(address, provider.url(), binding, "T2", "UTC");
      try {
        go(again, other);
        int calls = callsOf(again, Integer.MAX_VALUE) + callsOf(other, Integer.MAX_VALUE);
        assertThat(calls).isPositive();
      } finally {
        again.destroyForcibly();
        other.destroyForcibly();
      }

      try (var store = SqlStore.open(address, Note.CODEC, InstantSource.system())) {
        long charged = charged(store, binding);
        assertThat(provider.served(binding)).isLessThanOrEqualTo(charged);
        assertThat(charged)
            .isLessThanOrEqualTo(binding.most())
            .isGreaterThanOrEqualTo(binding.most() * 95 / 100 - binding.boundOfACall());
      }
    }
  }

  private static void assertHeld(Provider provider, Binding binding, long charged) {
    assertThat(provider.served(binding))
        .as("served of %s, the ledger says %d", binding, charged)
        .isLessThanOrEqualTo(binding.most())
        .isGreaterThanOrEqualTo(binding.most() * 95 / 100 - binding.boundOfACall());
  }

  /** What the ledger counts against the limit, reservations of the dead included. */
  private static long charged(SqlStore store, Binding binding) {
    return switch (binding) {
      case USD_PER_RUN -> {
        Spend spend = store.ledger().spendOf(Callers.RUN);
        yield spend.settled().plus(spend.reserved()).micros();
      }
      case REQUESTS_PER_HOUR -> store.ledger().spendOf(new Scope.LastHour()).requests();
      case TOKENS_PER_DAY -> Binding.TOKENS - tokensLeft(store);
    };
  }

  /** As a call is told that is far too large. */
  private static long tokensLeft(SqlStore store) {
    var draft = StreamId.draft(Callers.RUN);
    Fence fence = store.eventLog().transact(t -> t.raiseEpoch(draft));
    var context = new CallContext(Callers.RUN, Optional.empty(), fence);
    var huge = new Ledger.Ask("huge", context, Callers.MODEL, Money.ZERO, 10 * Binding.TOKENS);
    var answer = store.ledger().reserve(huge, Binding.TOKENS_PER_DAY.limits());
    return ((Ledger.Answer.Refused) answer).room().tokens();
  }

  private static String keyOf(Binding binding) {
    String name = binding.name().toLowerCase(Locale.ROOT);
    return binding == Binding.USD_PER_RUN ? name : "llm_" + name;
  }

  /** Lets children begin together, once all are ready. */
  private static void go(Process... children) throws IOException {
    for (var child : children) {
      assertThat(child.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
    }
    for (var child : children) {
      child.outputWriter(StandardCharsets.UTF_8).append('\n').flush();
    }
  }

  /** Reads how often a child called: all it says until it ends, or so many. */
  private static int callsOf(Process child, int atMost) throws IOException, InterruptedException {
    int calls = 0;
    var refusals = new ArrayList<String>();
    var lines = child.inputReader(StandardCharsets.UTF_8);
    @Nullable String line = "";
    while (calls < atMost && (line = lines.readLine()) != null) {
      calls += line.equals("called") ? 1 : 0;
      if (line.startsWith("refused")) {
        refusals.add(line);
      }
    }
    if (calls < atMost) {
      assertThat(child.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
      assertThat(refusals).hasSize(1);
      assertThat(child.exitValue()).isZero();
    }
    return calls;
  }

  private String sqlite() {
    return folder.resolve("parley.db").toString();
  }

  private static String postgres() {
    var server = PostgresServer.shared();
    if (server.isEmpty() && "1".equals(System.getenv("PARLEY_REQUIRE_POSTGRES"))) {
      throw new IllegalStateException("PARLEY_REQUIRE_POSTGRES=1, but no server is installed");
    }
    Assumptions.assumeTrue(server.isPresent(), "no PostgreSQL server is installed");
    return server.orElseThrow().newDatabase();
  }
}
