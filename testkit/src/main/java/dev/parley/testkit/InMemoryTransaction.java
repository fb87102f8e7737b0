package dev.parley.testkit;

import static dev.parley.model.Require.require;

import dev.parley.event.Event;
import dev.parley.event.Fence;
import dev.parley.event.Payload;
import dev.parley.event.StaleWriteException;
import dev.parley.event.StreamId;
import dev.parley.event.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Collects a change and applies it whole. Fakes on the same log join it by {@link #unwrap}. */
final class InMemoryTransaction implements Transaction {

  private final InMemoryStreams streams;
  private final Instant time;
  private final long newestPosition;
  private final List<Event> appended = new ArrayList<>();
  private final List<Runnable> parts = new ArrayList<>();
  private final List<Runnable> commitActions = new ArrayList<>();
  private boolean ended;

  InMemoryTransaction(InMemoryStreams streams, Instant time, long newestPosition) {
    this.streams = streams.copy();
    this.time = time;
    this.newestPosition = newestPosition;
  }

  @Override
  public long append(StreamId stream, long expectedVersion, List<? extends Payload> payloads) {
    requireOpen();
    long version = streams.version(stream);
    if (version != expectedVersion) {
      throw new StaleWriteException(
          stream + " is at version " + version + ", expected " + expectedVersion);
    }
    return append(stream, payloads);
  }

  @Override
  public long append(StreamId stream, List<? extends Payload> payloads) {
    requireOpen();
    long version = streams.version(stream);
    for (Payload payload : payloads) {
      version++;
      long position = newestPosition + appended.size() + 1;
      appended.add(new Event(stream, version, position, time, payload));
    }
    streams.move(stream, version);
    return version;
  }

  @Override
  public long append(Fence fence, List<? extends Payload> payloads) {
    check(fence);
    return append(fence.stream(), payloads);
  }

  @Override
  public Fence raiseEpoch(StreamId stream) {
    requireOpen();
    return streams.raise(stream);
  }

  @Override
  public void check(Fence fence) {
    requireOpen();
    streams.check(fence);
  }

  @Override
  public void afterCommit(Runnable action) {
    requireOpen();
    commitActions.add(action);
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    requireOpen();
    require(type == InMemoryTransaction.class, "the store in memory has no %s", type.getName());
    return type.cast(this);
  }

  boolean isNewest(Fence fence) {
    return streams.isNewest(fence);
  }

  /** Joins the commit: done if and when it happens, before anybody can see it. */
  void join(Runnable part) {
    requireOpen();
    parts.add(part);
  }

  void commit(InMemoryStreams target, List<Event> log) {
    target.put(streams);
    log.addAll(appended);
    parts.forEach(Runnable::run);
  }

  void runCommitActions() {
    commitActions.forEach(Runnable::run);
  }

  void end() {
    ended = true;
  }

  private void requireOpen() {
    if (ended) {
      throw new IllegalStateException("the transaction has ended");
    }
  }
}
