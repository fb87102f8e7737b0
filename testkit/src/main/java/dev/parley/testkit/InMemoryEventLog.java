package dev.parley.testkit;

import static dev.parley.model.Require.require;

import dev.parley.event.Event;
import dev.parley.event.EventLog;
import dev.parley.event.StreamId;
import dev.parley.event.Transaction;
import dev.parley.model.RunId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The log in memory. It lives as long as the object; "processes" of a test share it. */
public final class InMemoryEventLog implements EventLog {

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Event> events = new ArrayList<>();
  private final InMemoryStreams streams = new InMemoryStreams();
  private volatile Crashes crashes = Crashes.NONE;

  public InMemoryEventLog(InstantSource clock) {
    this.clock = clock;
  }

  InstantSource clock() {
    return clock;
  }

  /** Lets transactions die from now on as planned; {@link Crashes#NONE} ends that. */
  public void crash(Crashes plan) {
    crashes = plan;
  }

  @Override
  public <T> T transact(Function<Transaction, T> work) {
    if (lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("a transaction within a transaction");
    }
    crashes.requireAlive();
    InMemoryTransaction transaction;
    T result;
    lock.lock();
    try {
      transaction = new InMemoryTransaction(streams, clock.instant(), events.size());
      try {
        result = work.apply(transaction);
      } finally {
        transaction.end();
      }
      crashes.beforeCommit();
      transaction.commit(streams, events);
    } finally {
      lock.unlock();
    }
    crashes.afterCommit();
    transaction.runCommitActions();
    return result;
  }

  /** Looks at what fakes on this log keep beside it, with no commit under way. */
  <T> T look(Supplier<T> reader) {
    lock.lock();
    try {
      return reader.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Event> read(StreamId stream, long afterVersion) {
    return select(e -> e.stream().equals(stream) && e.version() > afterVersion, Integer.MAX_VALUE);
  }

  @Override
  public List<Event> readRun(RunId run, long afterPosition, int limit) {
    return select(e -> e.stream().run().equals(run) && e.position() > afterPosition, limit);
  }

  @Override
  public List<Event> readAll(long afterPosition, int limit) {
    return select(e -> e.position() > afterPosition, limit);
  }

  private List<Event> select(Predicate<Event> wanted, int limit) {
    require(limit >= 1, "limit must be at least 1: %d", limit);
    return look(() -> events.stream().filter(wanted).limit(limit).toList());
  }

  @Override
  public long lastPosition() {
    return look(() -> events.isEmpty() ? 0 : events.getLast().position());
  }

  @Override
  public List<RunId> runs() {
    return look(() ->
        events.stream()
            .map(e -> e.stream().run())
            .filter(run -> !run.equals(StreamId.STORE))
            .distinct()
            .toList());
  }
}
