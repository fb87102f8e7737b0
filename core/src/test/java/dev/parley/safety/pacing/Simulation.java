package dev.parley.safety.pacing;

import dev.parley.llm.Message;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.QuotaReport;
import dev.parley.llm.QuotaReport.Dimension;
import dev.parley.llm.QuotaReport.Quota;
import dev.parley.llm.Requests;
import dev.parley.llm.Role;
import dev.parley.model.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Callers, lanes and a provider in virtual time: what a seed gives is always the same. Requests
 * overtake each other on their way, and so do answers.
 */
final class Simulation {

  /** How the callers and the network are. */
  record Setting(
      int callers, int lanes, long tokensPerMinute, Duration longestCall, boolean streamed) {}

  private static final Duration NETWORK = Duration.ofMillis(40);
  private static final long HEAD_OF_A_STREAM = Duration.ofSeconds(1).toNanos();

  private record Due(long nanos, long order, Runnable what) {}

  private final Random random;
  private final Setting setting;
  private final SimulatedProvider provider;
  private final List<Lane> lanes = new ArrayList<>();
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::order));
  private long nanos;
  private long order;
  private Duration skew = Duration.ZERO;
  private long successes;
  private long refusals;
  private long longestWaitNanos;

  Simulation(long seed, Setting setting) {
    this.random = new Random(seed);
    this.setting = setting;
    this.provider = new SimulatedProvider(setting.tokensPerMinute());
    for (int i = 0; i < setting.lanes(); i++) {
      lanes.add(new Lane(now()));
    }
    for (int i = 0; i < setting.callers(); i++) {
      Lane lane = lanes.get(i % lanes.size());
      after(nanosUpTo(Duration.ofMillis(200)), () -> newCall(lane));
    }
  }

  /** Goes on for so long. */
  Simulation run(Duration time) {
    long end = nanos + time.toNanos();
    while (!due.isEmpty() && due.element().nanos() <= end) {
      Due next = due.remove();
      nanos = next.nanos();
      next.what().run();
    }
    nanos = end;
    return this;
  }

  /** The lanes' clock is set by so much; the true time goes on. */
  void setClocks(Duration by) {
    skew = skew.plus(by);
  }

  long successes() {
    return successes;
  }

  long refusals() {
    return refusals;
  }

  long granted() {
    return provider.granted();
  }

  Duration trueTime() {
    return Duration.ofNanos(nanos);
  }

  Duration longestWait() {
    return Duration.ofNanos(longestWaitNanos);
  }

  private record Call(Lane lane, ModelRequest request, long input, long output, long arrived) {}

  private record Sent(Call call, Lane.Ticket ticket, long nanos) {}

  private void newCall(Lane lane) {
    int chars = 400 + random.nextInt(12_000);
    long input = 200 + (long) (chars * (0.22 + random.nextDouble() * 0.04));
    long output = 50 + (long) Math.min(4_000, Math.abs(random.nextGaussian()) * 400);
    var message = new Message.User("x".repeat(chars));
    request(new Call(lane, Requests.saying(Role.CODING, List.of(message)), input, output, nanos));
  }

  private void request(Call call) {
    Lane.Ticket ticket = call.lane().arrive(call.request());
    startWhenThereIsRoom(call, ticket);
  }

  private void startWhenThereIsRoom(Call call, Lane.Ticket ticket) {
    Optional<Duration> wait = call.lane().tryStart(ticket, now());
    if (wait.isPresent()) {
      long slice = Math.clamp(wait.get().toNanos(), 2_000_000, 1_000_000_000);
      // Sleepers wake late.
      after(slice + nanosUpTo(Duration.ofMillis(2)), () -> startWhenThereIsRoom(call, ticket));
      return;
    }
    longestWaitNanos = Math.max(longestWaitNanos, nanos - call.arrived());
    var sent = new Sent(call, ticket, nanos);
    overTheNetwork(() -> arriveAtProvider(sent));
  }

  private void arriveAtProvider(Sent sent) {
    Map<Dimension, Quota> said;
    if (!provider.admits(sent.call().input(), nanos)) {
      said = provider.quotas(nanos);
      Duration retryAfter = provider.untilAdmits(sent.call().input());
      overTheNetwork(() -> refused(sent, said, retryAfter));
      return;
    }
    said = provider.quotas(nanos);
    long thinking = nanosUpTo(setting.longestCall());
    long head = setting.streamed() ? Math.min(thinking, HEAD_OF_A_STREAM) : thinking;
    long network = nanosUpTo(NETWORK);
    after(head + network, () -> hear(sent, said));
    after(thinking, () -> provider.take(sent.call().output()));
    after(thinking + network, () -> answered(sent));
  }

  private void hear(Sent sent, Map<Dimension, Quota> said) {
    var roundTrip = Duration.ofNanos(nanos - sent.nanos());
    sent.call().lane().hear(new QuotaReport(said, roundTrip), now());
  }

  private void refused(Sent sent, Map<Dimension, Quota> said, Duration retryAfter) {
    refusals++;
    hear(sent, said);
    Lane lane = sent.call().lane();
    lane.end(sent.ticket(), Optional.of(Demand.refused()), now());
    lane.rateLimited(sent.ticket(), Optional.of(retryAfter), now());
    long jitter = nanosUpTo(Duration.ofSeconds(1));
    after(retryAfter.toNanos() + jitter, () -> request(sent.call()));
  }

  private void answered(Sent sent) {
    successes++;
    Call call = sent.call();
    var usage = new TokenUsage(call.input(), call.output(), 0, 0);
    call.lane().end(sent.ticket(), Optional.of(Demand.of(usage)), now());
    call.lane().estimator().learn(call.request(), usage);
    call.lane().succeeded();
    newCall(call.lane());
  }

  private void overTheNetwork(Runnable what) {
    after(nanosUpTo(NETWORK), what);
  }

  private Instant now() {
    return Instant.parse("2026-01-01T00:00:00Z").plusNanos(nanos).plus(skew);
  }

  private void after(long delayNanos, Runnable what) {
    due.add(new Due(nanos + delayNanos, order++, what));
  }

  private long nanosUpTo(Duration most) {
    return random.nextLong(most.toNanos() + 1);
  }
}
