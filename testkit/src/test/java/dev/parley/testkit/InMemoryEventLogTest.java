package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.event.EventLog;
import dev.parley.testkit.contract.EventLogContract;
import org.junit.jupiter.api.Test;

class InMemoryEventLogTest extends EventLogContract {

  private final InMemoryEventLog log = new InMemoryEventLog(clock);

  @Override
  protected EventLog log() {
    return log;
  }

  @Test
  void keepsNothingOfTheCommitItDiesBefore() {
    log.crash(Crashes.before(2));
    append(STREAM, 0, "a");

    assertThatThrownBy(() -> append(STREAM, 1, "b")).isInstanceOf(Crashes.ProcessDied.class);

    assertThat(log.read(STREAM, 0)).hasSize(1);
  }

  @Test
  void keepsTheCommitItDiesAfter() {
    log.crash(Crashes.after(2));
    append(STREAM, 0, "a");

    assertThatThrownBy(() -> append(STREAM, 1, "b")).isInstanceOf(Crashes.ProcessDied.class);

    assertThat(log.read(STREAM, 0)).hasSize(2);
  }

  @Test
  void writesNothingOnceDeadAndLivesAgainWithANewPlan() {
    log.crash(Crashes.before(1));
    assertThatThrownBy(() -> append(STREAM, 0, "a")).isInstanceOf(Crashes.ProcessDied.class);
    assertThatThrownBy(() -> append(STREAM, 0, "a")).isInstanceOf(Crashes.ProcessDied.class);

    log.crash(Crashes.NONE);

    assertThat(append(STREAM, 0, "a")).isEqualTo(1);
  }
}
