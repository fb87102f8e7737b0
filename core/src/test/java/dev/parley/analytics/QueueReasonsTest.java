package dev.parley.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.event.Event;
import dev.parley.event.StreamId;
import dev.parley.model.RunId;
import dev.parley.scheduling.SchedulingPayload.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueReasonsTest {

  private static final StreamId TELEMETRY = StreamId.telemetry(new RunId("r1"));

  @Test
  void aWaitIsSharedOutAmongWhatWasWaitedForMeanwhile() {
    var reasons =
        QueueReasons.of(
            List.of(
                held(10, Map.of("slots", 1)),
                held(20, Map.of("slots", 3, "memory", 1)),
                held(40, Map.of())));

    assertThat(reasons.between(at(5), at(60)))
        .isEqualTo(Map.of("slots", Duration.ofSeconds(25), "memory", Duration.ofSeconds(5)));
    assertThat(reasons.between(at(12), at(14))).isEqualTo(Map.of("slots", Duration.ofSeconds(2)));
    assertThat(reasons.between(at(0), at(10))).isEmpty();
    assertThat(reasons.between(at(41), at(90))).isEmpty();
  }

  @Test
  void theLastReasonHoldsUntilTheEnd() {
    var reasons = QueueReasons.of(List.of(held(10, Map.of("cpu", 2))));

    assertThat(reasons.between(at(0), at(30))).isEqualTo(Map.of("cpu", Duration.ofSeconds(20)));
  }

  private static Event held(int second, Map<String, Integer> tasks) {
    return new Event(TELEMETRY, second, second, at(second), new Held(tasks, Map.of()));
  }

  private static Instant at(int second) {
    return Instant.EPOCH.plusSeconds(second);
  }
}
