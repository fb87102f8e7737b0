package dev.parley.safety.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.llm.QuotaReport;
import dev.parley.llm.QuotaReport.Dimension;
import dev.parley.llm.QuotaReport.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the order of calls, answers and reports, however late they are and wherever the clock is
 * set: no more is started than the bucket held and was filled with, and every wait ends.
 */
class LanePropertiesTest {

  private static final long LIMIT = 60_000;
  private static final double PER_SECOND = 1_000;
  private static final int STEPS = 2_000;
  private static final int MAX_WAITING = 12;

  private final Instant epoch = Instant.parse("2026-01-01T00:00:00Z");
  private final List<Lane.Ticket> waiting = new ArrayList<>();
  private final List<Lane.Ticket> underWay = new ArrayList<>();
  private final List<Late> late = new ArrayList<>();
  private final Lane lane = new Lane(epoch);
  private Duration trueTime = Duration.ZERO;
  private Duration skew = Duration.ZERO;
  private int leaps;
  private double held = LIMIT;
  private double started;

  /** A report on its way, of what was true at a moment. */
  private record Late(long remaining, Duration said) {}

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void neverStartsMoreThanThereWas(long seed) {
    play(new Random(seed), 0);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void aClockThatIsSetGrantsNoMoreThanOneBelievedStepEach(long seed) {
    play(new Random(seed), 40);
  }

  private void play(Random random, int leapsWanted) {
    lane.hear(report(LIMIT, Duration.ZERO), now());
    for (int i = 0; i < STEPS; i++) {
      if (leapsWanted > 0 && random.nextInt(STEPS / leapsWanted) == 0) {
        skew = skew.plus(Duration.ofDays(random.nextBoolean() ? 1 : -1));
        leaps++;
      }
      switch (random.nextInt(6)) {
        case 0 -> arrive(random);
        case 1 -> tryAll();
        case 2 -> endOne(random);
        case 3 -> late.add(new Late((long) Math.max(0, held), trueTime));
        case 4 -> hearOne(random);
        default -> pass(Duration.ofMillis(random.nextInt(400)));
      }
    }
    everyWaitEnds();
  }

  private void arrive(Random random) {
    if (waiting.size() < MAX_WAITING) {
      waiting.add(lane.arrive(new Demand(1, random.nextInt(3_000), 500)));
    }
  }

  /** What starts is taken at once and whole, as by the strictest provider. */
  private void tryAll() {
    for (Lane.Ticket ticket : List.copyOf(waiting)) {
      if (lane.tryStart(ticket, now()).isEmpty()) {
        assertThat(ticket).as("first come, first served").isSameAs(waiting.getFirst());
        waiting.remove(ticket);
        underWay.add(ticket);
        held -= ticket.demand.in(Dimension.TOKENS);
        started += ticket.demand.in(Dimension.TOKENS);
        double could = LIMIT + PER_SECOND * trueTime.toMillis() / 1e3;
        double believed = leaps * PER_SECOND * ShadowBucket.MAX_STEP.toSeconds();
        assertThat(started).isLessThanOrEqualTo(could + believed);
      }
    }
  }

  private void endOne(Random random) {
    if (!underWay.isEmpty()) {
      Lane.Ticket ticket = underWay.remove(random.nextInt(underWay.size()));
      lane.end(ticket, Optional.of(ticket.demand), now());
    }
  }

  private void hearOne(Random random) {
    if (!late.isEmpty()) {
      Late report = late.remove(random.nextInt(late.size()));
      lane.hear(report(report.remaining(), trueTime.minus(report.said())), now());
    }
  }

  private void everyWaitEnds() {
    late.clear();
    for (int second = 0; !waiting.isEmpty(); second++) {
      assertThat(second).as("seconds waited, %s still wait", waiting.size()).isLessThan(3_600);
      pass(Duration.ofSeconds(1));
      tryAll();
      List.copyOf(underWay)
          .forEach(ticket -> {
            underWay.remove(ticket);
            lane.end(ticket, Optional.of(ticket.demand), now());
          });
    }
  }

  private void pass(Duration time) {
    trueTime = trueTime.plus(time);
    held = Math.min(LIMIT, held + PER_SECOND * time.toMillis() / 1e3);
  }

  private static QuotaReport report(long remaining, Duration roundTrip) {
    return new QuotaReport(
        Map.of(Dimension.TOKENS, new Quota(LIMIT, remaining, Optional.empty())), roundTrip);
  }

  private Instant now() {
    return epoch.plus(trueTime).plus(skew);
  }
}
