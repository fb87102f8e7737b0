package dev.parley.event;

import java.util.List;

/**
 * One atomic change of the store: events and the work that follows from them are kept together or
 * not at all. Valid only inside {@link EventLog#transact}; not thread-safe.
 */
public interface Transaction {

  /**
   * Appends where the writer knows the stream's newest version.
   *
   * @param expectedVersion the stream's version before; 0 for a new stream
   * @return the stream's version after
   * @throws StaleWriteException if the stream is elsewhere
   */
  long append(StreamId stream, long expectedVersion, List<? extends Payload> payloads);

  /** Appends at the end, whatever is there: for commands and telemetry only. */
  long append(StreamId stream, List<? extends Payload> payloads);

  /**
   * Appends to the fence's stream as the holder of its epoch.
   *
   * @throws StaleWriteException if a higher epoch was raised
   */
  long append(Fence fence, List<? extends Payload> payloads);

  /** Takes the stream over from whoever held it before. */
  Fence raiseEpoch(StreamId stream);

  /**
   * Does nothing if the fence is the newest.
   *
   * @throws StaleWriteException if a higher epoch was raised
   */
  void check(Fence fence);

  /** Runs after a successful commit, on the committing thread; never after a roll-back. */
  void afterCommit(Runnable action);

  /**
   * The store's own handle, so that a queue on the same database can join: a {@link
   * java.sql.Connection} for SQL stores.
   *
   * @throws IllegalArgumentException if the store has no such handle
   */
  <T> T unwrap(Class<T> type);
}
